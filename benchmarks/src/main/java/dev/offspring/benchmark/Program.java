package dev.offspring.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that measures something and prints it, one {@code key value} to a line. */
record Program(String name, List<String> command) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String PYTHON = "python3";
    private static final String NO_CACHE = "-Doffspring.cache=off";

    /** A main class of ours, run by the JVM that runs this. */
    static Program java(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(javaCommand(main));
        command.add(1, NO_CACHE); // else it would be made while something else is measured
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return new Program(main.getSimpleName(), command);
    }

    /** A script from {@code benchmarks/python}. */
    static Program python(String script, Object... arguments) {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, Path.of("python", script).toString()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return new Program(script, command);
    }

    /** The same program, whose JVM gets one more option. */
    Program option(String option) {
        List<String> longer = new ArrayList<>(command);
        longer.add(longer.indexOf("-cp"), option);
        return new Program(name, longer);
    }

    /** What starts a class of ours in a plain JVM. */
    static List<String> javaCommand(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    boolean needsPython() {
        return command.getFirst().equals(PYTHON);
    }

    /** Runs it to its end; an unhappy one ends the comparison, because a figure that is missing is not a good figure. */
    Map<String, Double> run() throws IOException, InterruptedException {
        File output = File.createTempFile("compare", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException(name + " did not end within " + LIMIT.toMinutes() + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException(name + " ended with " + process.exitValue());
            }
            return measured(Files.readAllLines(output.toPath()));
        } finally {
            output.delete();
        }
    }

    private static Map<String, Double> measured(List<String> lines) {
        Map<String, Double> measured = new HashMap<>();
        for (var line : lines) {
            int space = line.indexOf(' ');
            measured.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        }
        return measured;
    }
}
