package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.error.ChildDiedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.pool.Outcome;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.ProgressBar;
import dev.offspring.pool.Results;
import dev.offspring.process.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A thousand items, one in nine of which does the worst it can: crashes its JVM, kills it, exits, never ends, takes all memory,
 * throws. The pool loses those and nothing else, and says of each what became of it.
 *
 * <p>Argument: the seed of the shuffling, 1 if there is none. Exit status 1 if a good item was lost, or a bad one was not.
 */
public final class HostileWork {
    private static final int LARGE = 64 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final Duration GRACE = Duration.ofMillis(100);

    private HostileWork() {}

    /** What an item does, and how many of them do. */
    enum Deed {
        SEGMENTATION_FAULT(25),
        KILLED(25),
        EXIT(25),
        ENDLESS_LOOP(10),
        MEMORY_HOG(10),
        EXCEPTION(20),
        LARGE_RESULT(5),
        GOOD(880);

        final int count;

        Deed(int count) {
            this.count = count;
        }

        boolean isBad() {
            return this != GOOD && this != LARGE_RESULT;
        }

        String inWords() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    record Item(int number, Deed deed) {}

    @ProcessTarget
    static byte[] run(Item item) throws IOException, InterruptedException {
        return switch (item.deed()) {
            case GOOD -> work(item.number());
            case LARGE_RESULT -> new byte[LARGE];
            case SEGMENTATION_FAULT -> readNowhere();
            case KILLED -> killed();
            case EXIT -> exit();
            case ENDLESS_LOOP -> loop();
            case MEMORY_HOG -> hog();
            case EXCEPTION -> throw new IllegalStateException("item " + item.number() + " does not like to be done");
        };
    }

    private static byte[] work(int number) {
        long sum = 0;
        for (int i = 0; i < 200_000; i++) {
            sum += Integer.toString(i ^ number).hashCode();
        }
        return Long.toString(sum).getBytes(StandardCharsets.US_ASCII);
    }

    /** As native code does that has a bug. */
    @SuppressWarnings("restricted")
    private static byte[] readNowhere() {
        return new byte[] {MemorySegment.NULL.reinterpret(1).get(ValueLayout.JAVA_BYTE, 0)};
    }

    /** As the kernel does when memory is short. */
    private static byte[] killed() throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-9", self).start().waitFor();
        return loop();
    }

    private static byte[] exit() {
        System.exit(3);
        return new byte[0];
    }

    private static byte[] loop() {
        long spins = 0;
        while (spins >= 0) { // for the next centuries; deaf to interrupts
            spins++;
        }
        return new byte[0];
    }

    private static byte[] hog() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new byte[16 << 20]);
        }
        return all.getFirst();
    }

    public static void main(String[] args) {
        List<Item> items = items(args.length > 0 ? Long.parseLong(args[0]) : 1);
        long start = System.nanoTime();
        var options =
                PoolOptions.create().heap("384m").grace(GRACE).output(Output.lines(line -> {})); // of crashes, mostly
        try (Pool pool = Pool.with(options)) {
            Outcomes outcomes = outcomes(pool, items);
            double seconds = (System.nanoTime() - start) / 1e9;
            outcomes.print();
            System.out.printf(
                    Locale.ROOT,
                    "%d items in %.1f s by %d workers, %d of which were replaced%n",
                    items.size(),
                    seconds,
                    pool.workers(),
                    pool.stats().restarts());
            if (!outcomes.areAsExpected()) {
                System.out.println("NOT as expected");
                System.exit(1);
            }
            System.out.println("lost: the bad ones, and no other");
        }
    }

    private static List<Item> items(long seed) {
        List<Deed> deeds = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            deeds.addAll(Collections.nCopies(deed.count, deed));
        }
        Collections.shuffle(deeds, new Random(seed));
        List<Item> items = new ArrayList<>();
        for (Deed deed : deeds) {
            items.add(new Item(items.size(), deed));
        }
        return items;
    }

    private static Outcomes outcomes(Pool pool, List<Item> items) {
        var outcomes = new Outcomes();
        var progress = ProgressBar.of("hostile work");
        try (Results<Outcome<Item, byte[]>> results = pool.watched(progress)
                .outcomes(item -> HostileWorkTargets.run(item).timeout(LIMIT), items)) {
            results.forEach(outcomes::add);
        }
        return outcomes;
    }

    /** What became of the items, by what they did. */
    private static final class Outcomes {
        private final Map<Deed, Integer> done = new EnumMap<>(Deed.class);
        private final Map<Deed, Map<String, List<Integer>>> lost = new EnumMap<>(Deed.class);

        void add(Outcome<Item, byte[]> outcome) {
            switch (outcome) {
                case Outcome.Done<Item, byte[]> it -> done.merge(it.item().deed(), 1, Integer::sum);
                case Outcome.Failed<Item, byte[]> it ->
                    lost.computeIfAbsent(it.item().deed(), _ -> new TreeMap<>())
                            .computeIfAbsent(reason(it.why()), _ -> new ArrayList<>())
                            .add(it.item().number());
            }
        }

        private static String reason(RuntimeException why) {
            return switch (why) {
                case ChildDiedException e -> {
                    e.crashReport().ifPresent(Outcomes::delete);
                    yield e.reason();
                }
                case TaskFailedException e ->
                    "threw " + Objects.requireNonNull(e.getCause()).getClass().getSimpleName();
                default -> why.toString();
            };
        }

        /** What the JVM writes about its crash is worth reading; but these are on purpose. */
        private static void delete(String crashReport) {
            try {
                Files.deleteIfExists(Path.of(crashReport));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int lost(Deed deed) {
            return lost.getOrDefault(deed, Map.of()).values().stream()
                    .mapToInt(List::size)
                    .sum();
        }

        /** Whether all that were good are done, and all that were bad are lost. */
        boolean areAsExpected() {
            return Arrays.stream(Deed.values())
                    .allMatch(deed -> deed.count == (deed.isBad() ? lost(deed) : done.getOrDefault(deed, 0)));
        }

        void print() {
            for (Deed deed : Deed.values()) {
                System.out.printf(
                        "%-18s  %3d done, %3d lost%n", deed.inWords(), done.getOrDefault(deed, 0), lost(deed));
                lost.getOrDefault(deed, Map.of())
                        .forEach((reason, numbers) -> System.out.printf(
                                "    %s: %s%n",
                                reason,
                                numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "))));
            }
        }
    }
}
