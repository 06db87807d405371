package dev.offspring.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * One run of a sample in a JVM of its own: what it printed, how it ended, and whether it left anything.
 *
 * <p>The run and all its descendants carry a mark in their environment, by which they are found again, and the
 * temporary folder is the run's own.
 */
record SampleRun(Process process, List<String> output, List<String> errors, Path temporary, String mark) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern PROGRESS = Pattern.compile("[a-z0-9 ]+ \\d+ % \\d+/\\d+, [\\d.]+/s, .*");
    private static final String MARK = "OFFSPRING_SAMPLE_RUN";

    /** Runs a sample to its end. */
    static SampleRun of(Class<?> sample, Path folder, String... arguments) throws IOException, InterruptedException {
        return start(sample, folder, arguments).await();
    }

    /** A sample that has been started and writes to files in {@code folder}. */
    static Running start(Class<?> sample, Path folder, String... arguments) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Path output = folder.resolve("stdout");
        Path errors = folder.resolve("stderr");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                sample.getName()));
        command.addAll(List.of(arguments));
        String mark = UUID.randomUUID().toString();
        var builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put(MARK, mark);
        return new Running(builder.start(), output, errors, temporary, mark);
    }

    record Running(Process process, Path output, Path errors, Path temporary, String mark) {
        /** The run, when it has ended and an orphan of it has written this line. */
        SampleRun await(String lastLine) throws IOException, InterruptedException {
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(Files.readAllLines(output)).contains(lastLine));
            return await();
        }

        SampleRun await() throws IOException, InterruptedException {
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            var run = new SampleRun(process, Files.readAllLines(output), Files.readAllLines(errors), temporary, mark);
            assertThat(ended).as("ended within %s: %s", LIMIT, run).isTrue();
            return run;
        }
    }

    /** Ended with this status, and said nothing on stderr if that is 0. */
    SampleRun endedWith(int status) {
        assertThat(process.exitValue()).as("exit status of %s", this).isEqualTo(status);
        if (status == 0) {
            assertThat(errors).as("stderr of %s", this).isEmpty();
        }
        return this;
    }

    /** Ended with 0, and said nothing on stderr but how it got on. */
    SampleRun endedWithProgress() {
        assertThat(process.exitValue()).as("exit status of %s", this).isZero();
        assertThat(errors)
                .as("stderr of %s", this)
                .isNotEmpty()
                .allMatch(line -> PROGRESS.matcher(line).matches());
        return this;
    }

    /** No process of the run is alive and no file of it is there, at the latest a moment after its end. */
    SampleRun leftNothing() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(survivors()).as("processes left by %s", this).isEmpty());
        assertThat(temporary).as("files left by %s", this).isEmptyDirectory();
        return this;
    }

    /** Processes that carry the run's mark. Where there is no /proc, there is nothing to look at. */
    List<String> survivors() {
        return ProcessHandle.allProcesses()
                .filter(this::isMarked)
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse(""))
                .toList();
    }

    private boolean isMarked(ProcessHandle process) {
        Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            return Files.readString(environment, StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark);
        } catch (IOException e) {
            return false; // ended since it was listed, or somebody else's
        }
    }
}
