package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program whose child says whether its JVM has a class-data cache; each process that initialises this class leaves a line. */
final class Cached {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    static {
        String marks = System.getenv("MARKS");
        if (marks != null) {
            try {
                Files.writeString(
                        Path.of(marks), "initialised\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Cached() {}

    @ProcessTarget
    static boolean hasCache() throws IOException {
        return Files.readString(Path.of("/proc/self/maps")).contains(".aot");
    }

    /** {@code once}; or {@code make}: until there is a cache; or {@code slowly}: three times, long enough for one to be made;
     * or {@code leave}: until one is being made. */
    public static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        boolean cached = start();
        if (args[0].equals("leave")) {
            while (!isBeingMade() && System.nanoTime() - begin < PATIENCE.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            System.out.println("it is " + (isBeingMade() ? "" : "not ") + "being made");
            return;
        }
        if (args[0].equals("make") && !cached) {
            System.out.println("none yet");
        }
        int starts = 1;
        while (args[0].equals("make") && !cached && System.nanoTime() - begin < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100); // what makes it has a turn, also where there is one processor
            cached = start();
            starts++;
        }
        while (args[0].equals("slowly") && starts < 3) {
            TimeUnit.SECONDS.sleep(2);
            cached = start();
            starts++;
        }
        System.out.println("cached=" + cached + " starts=" + starts + ".");
    }

    private static boolean isBeingMade() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("offspring.cache")))) {
            return files.anyMatch(file -> file.toString().endsWith(".making"));
        }
    }

    private static boolean start() throws InterruptedException {
        try (ChildProcess<Boolean> child = CachedTargets.hasCache().start()) {
            return child.result();
        }
    }
}
