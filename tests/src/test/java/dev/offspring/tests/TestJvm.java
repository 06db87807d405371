package dev.offspring.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of the tests in a JVM of its own, whose output is kept and whose every wait is bounded. */
public final class TestJvm implements AutoCloseable {
    /** What a terminal makes an interrupt of. */
    public static final int CTRL_C = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private TestJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code main} with the class path of the tests; {@code words} are JVM options up to "--", then arguments. */
    public static TestJvm start(Class<?> main, String... words) throws IOException {
        return start(List.of(), main, words);
    }

    /** As above, by way of another command: {@code sh -c 'ulimit …; exec "$@"' sh}. */
    public static TestJvm start(List<String> prefix, Class<?> main, String... words) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(main, words));
        return startCommand(command);
    }

    /**
     * As above, on a terminal of its own: what is written to the process is typed there, and {@link #CTRL_C} interrupts. A shell
     * keeps the terminal until a line is typed; then it gives the program's exit status.
     */
    public static TestJvm onTerminal(Class<?> main, String... words) throws IOException {
        StringBuilder line = new StringBuilder("trap : INT; ");
        for (String word : command(main, words)) {
            line.append('\'').append(word.replace("'", "'\\''")).append("' ");
        }
        line.append("; status=$?; echo ended $status; read _; exit $status");
        // Who runs the tests in the background, or by nohup, has them ignore signals.
        return startCommand(List.of("env", "--default-signal", "script", "-qefc", line.toString(), "/dev/null"));
    }

    private static List<String> command(Class<?> main, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(mode());
        List<String> all = List.of(words);
        int split = all.contains("--") ? all.indexOf("--") : all.size();
        command.addAll(all.subList(0, split));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(all.subList(Math.min(all.size(), split + 1), all.size()));
        return command;
    }

    /** How this JVM shares memory, waits and caches, if that was said: a program of the tests does as they do. */
    public static List<String> mode() {
        return Stream.of("offspring.wait", "offspring.file", "offspring.cache")
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }

    /** Starts any command. */
    public static TestJvm startCommand(List<String> command) throws IOException {
        Path output = Files.createTempFile("offspring-test", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new TestJvm(process, output);
    }

    public Process process() {
        return process;
    }

    /** Types something, or writes it to standard input. */
    public void type(int... bytes) throws IOException {
        for (int each : bytes) {
            process.getOutputStream().write(each);
        }
        process.getOutputStream().flush();
    }

    /** Standard output and error so far. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the output of pid " + process.pid() + " cannot be read", e);
        }
    }

    /** Waits for a line that matches, and gives its first group. */
    public String await(String regex) throws InterruptedException {
        Pattern pattern = Pattern.compile(regex);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Matcher matcher = pattern.matcher(output());
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (!process.isAlive() && !pattern.matcher(output()).find()) {
                throw failure("ended before it said " + regex);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw failure("did not say " + regex);
    }

    /** Waits for the end. */
    public int awaitExit() throws InterruptedException {
        return awaitExit(PATIENCE);
    }

    /** Waits so long for the end. */
    public int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw failure("did not end");
        }
        return process.exitValue();
    }

    /** Waits until no process of this id runs. */
    public static void awaitGone(long pid, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Predicate<ProcessHandle> runs = handle -> handle.isAlive() && !isZombie(pid);
        while (ProcessHandle.of(pid).filter(runs).isPresent()) {
            if (System.nanoTime() > deadline) {
                Optional<String> command =
                        ProcessHandle.of(pid).flatMap(h -> h.info().commandLine());
                throw new AssertionError("pid " + pid + " still runs after " + patience + ": " + command.orElse("?"));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    private AssertionError failure(String problem) {
        return new AssertionError("pid " + process.pid() + " " + problem + "; alive: " + process.isAlive()
                + (process.isAlive() ? "" : ", status " + process.exitValue()) + "; its output:\n" + output());
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
