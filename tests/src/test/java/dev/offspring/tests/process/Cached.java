package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

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

    /** {@code once}; or {@code make}: until there is a cache; or {@code slowly}: three times, long enough for one to be made. */
    public static void main(String[] args) throws InterruptedException {
        long begin = System.nanoTime();
        boolean cached = start();
        int starts = 1;
        while (args[0].equals("make") && !cached && System.nanoTime() - begin < PATIENCE.toNanos()) {
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

    private static boolean start() throws InterruptedException {
        try (ChildProcess<Boolean> child = CachedTargets.hasCache().start()) {
            return child.result();
        }
    }
}
