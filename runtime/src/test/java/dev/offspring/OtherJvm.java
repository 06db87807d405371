package dev.offspring;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** Another JVM that runs a class of the tests. Closing kills it, if it still runs. */
public final class OtherJvm implements AutoCloseable {
    /** Some machines are slow, and busy with other tests. */
    private static final long MOST_SECONDS = 120;

    private final Process process;
    private final Path output;

    private OtherJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    public static OtherJvm start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    public static OtherJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        Path output = Files.createTempFile("offspring-test", ".out");
        Process process = new ProcessBuilder(command(options, main, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new OtherJvm(process, output);
    }

    /** The command line of a JVM that runs {@code main}. */
    public static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx64m"));
        for (String mode : List.of("offspring.wait", "offspring.file")) {
            if (System.getProperty(mode) != null) {
                command.add("-D" + mode + "=" + System.getProperty(mode)); // as this JVM does it
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options); // of which one may be another class path
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** The class path of the tests with jars, made in {@code folder}, in the place of its folders: no class-data cache holds classes of those. */
    public static String classPathOfJars(Path folder) {
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        StringJoiner jars = new StringJoiner(File.pathSeparator);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (new File(entry).isDirectory()) {
                String jar = folder.resolve(jars.length() + ".jar").toString();
                if (tool.run(System.out, System.err, "--create", "--file", jar, "-C", entry, ".") != 0) {
                    throw new AssertionError("no jar was made of " + entry);
                }
                jars.add(jar);
            } else {
                jars.add(entry);
            }
        }
        return jars.toString();
    }

    /** What it has printed, once it holds a line that begins so; that line's rest. */
    public String awaitLine(String start) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            boolean lives = process.isAlive();
            String said = Files.readString(output);
            for (String line : said.split("\n", -1)) {
                if (line.startsWith(start) && said.contains(line + "\n")) {
                    return line.substring(start.length()).strip();
                }
            }
            if (!lives || System.nanoTime() > deadline) {
                throw new AssertionError("pid " + process.pid() + (lives ? " lives" : " is gone") + ", never said '"
                        + start + "': " + said);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end, however it is; its status. */
    public int awaitStatus() throws IOException, InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("pid " + process.pid() + " does not end: " + Files.readString(output));
        }
        return process.exitValue();
    }

    /** All that it has printed. */
    public String said() throws IOException {
        return Files.readString(output);
    }

    /** Waits for its own end, which must be a good one. */
    public void awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("pid " + process.pid() + ", exit "
                    + (process.isAlive() ? "none" : process.exitValue()) + ": " + Files.readString(output));
        }
    }

    /** As {@code kill -9}; it is gone when this returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("pid " + process.pid() + " survives SIGKILL");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
