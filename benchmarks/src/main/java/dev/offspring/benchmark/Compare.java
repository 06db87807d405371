package dev.offspring.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares ours with the peers and prints the medians: the main class behind {@code benchmarks/compare}, whose working
 * directory is {@code benchmarks}.
 *
 * <p>Arguments: names of groups (all if there are none), {@code --rounds=N} (fewer than five are for trying out). Exit status 1 if a figure misses its goal or
 * a program fails, 2 for wrong arguments, 3 if a figure could not be measured because there is no Python.
 */
final class Compare {
    private static final List<Group> GROUPS =
            List.of(Groups.START, Groups.SHARED, Groups.SYNC, Groups.CHANNEL, Groups.POOL, Groups.CODEC);
    private static final String ROUNDS = "--rounds=";
    private static final int DEFAULT_ROUNDS = 5;

    private Compare() {}

    public static void main(String[] args) throws InterruptedException {
        List<Group> chosen = new ArrayList<>();
        int rounds = DEFAULT_ROUNDS;
        for (var arg : args) {
            if (arg.startsWith(ROUNDS)) {
                rounds = rounds(arg.substring(ROUNDS.length()));
            } else {
                chosen.add(group(arg));
            }
        }
        try {
            System.exit(compare(chosen.isEmpty() ? GROUPS : chosen, rounds));
        } catch (IOException e) {
            System.err.println("benchmarks/compare: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int rounds(String number) {
        if (number.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(number);
        }
        throw refused(ROUNDS + number + " is not a number of rounds");
    }

    private static Group group(String name) {
        for (var group : GROUPS) {
            if (group.name().equals(name)) {
                return group;
            }
        }
        throw refused("there is no group '" + name + "'; there are: "
                + GROUPS.stream().map(Group::name).collect(Collectors.joining(", ")));
    }

    private static AssertionError refused(String why) {
        System.err.println("benchmarks/compare: " + why);
        System.exit(2);
        return new AssertionError("exited");
    }

    private static int compare(List<Group> groups, int rounds) throws IOException, InterruptedException {
        boolean python = onPath("python3");
        if (!python) {
            System.err.println("benchmarks/compare: there is no python3: what is compared with CPython is left out");
        }
        var table = new Table();
        for (var group : groups) {
            Samples samples = measure(group, rounds, python);
            group.figures().forEach(figure -> table.add(figure, samples));
        }
        System.out.print(table);
        table.missed().forEach(figure -> System.err.println("missed: " + figure));
        table.unmeasured().forEach(figure -> System.err.println("not measured: " + figure));
        return !table.missed().isEmpty() ? 1 : !table.unmeasured().isEmpty() ? 3 : 0;
    }

    private static Samples measure(Group group, int rounds, boolean python) throws IOException, InterruptedException {
        var samples = new Samples();
        for (int round = 1; round <= rounds; round++) {
            System.err.println(group.name() + ": round " + round + " of " + rounds);
            for (var program : group.programs()) {
                if (python || !program.needsPython()) {
                    samples.add(program.run());
                }
            }
        }
        return samples;
    }

    static boolean onPath(String command) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(System.getProperty("path.separator")))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
