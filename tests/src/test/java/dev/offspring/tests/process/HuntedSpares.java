package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.error.ChildDiedException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import dev.offspring.process.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that starts processes on two threads while its spares are killed, stopped and told to end, whenever that is. Its arguments are
 * the seconds and the seed. It prints what it counted, and "ok" if each start gave the right answer, or the death of its child.
 */
final class HuntedSpares {
    private static final int SPARES = 2;
    private static final int STARTERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final AtomicInteger ANSWERED = new AtomicInteger();
    private static final AtomicInteger WARM = new AtomicInteger();
    private static final AtomicInteger DIED = new AtomicInteger();

    private HuntedSpares() {}

    @ProcessTarget
    static String answer(String word) {
        return word + "!";
    }

    public static void main(String[] args) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[0]));
        Random random = new Random(Long.parseLong(args[1]));
        Processes.prestart(SPARES);
        int hunted = 0;
        try (ExecutorService starters = Executors.newFixedThreadPool(STARTERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < STARTERS; i++) {
                Random own = new Random(random.nextLong());
                all.add(starters.submit(() -> start(own, end)));
            }
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
                hunted += hunt(random);
            }
            for (Future<?> starter : all) {
                starter.get();
            }
        }
        System.out.println("answered " + ANSWERED + " warm " + WARM + " died " + DIED + " hunted " + hunted);
        Processes.prestart(0);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ProcessHandle.current().children().count() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "left: " + ProcessHandle.current().children().toList());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        System.out.println("ok");
    }

    private static Void start(Random random, long end) throws Exception {
        while (System.nanoTime() < end) {
            String word = "word " + random.nextInt();
            Task<String> task = HuntedSparesTargets.answer(word);
            boolean otherKind = random.nextInt(4) == 0;
            try (ChildProcess<String> child =
                    otherKind ? task.process().jvmArgs("-Dkind=other").start() : task.start()) {
                boolean warm = isSpare(child.pid());
                awaitEnd(child);
                try {
                    if (!child.result().equals(word + "!")) {
                        throw new AssertionError(child + " gave " + child.result() + " for " + word);
                    }
                    ANSWERED.incrementAndGet();
                    WARM.addAndGet(warm ? 1 : 0);
                } catch (ChildDiedException e) {
                    DIED.incrementAndGet(); // it was hunted as it became a child
                }
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
        }
        return null;
    }

    /** One that was stopped when it was a child already is ended here. */
    private static void awaitEnd(ChildProcess<?> child) throws Exception {
        if (!child.join(Duration.ofSeconds(5))) {
            String state = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
            if (state.contains(") T ")) {
                child.kill();
            }
            if (!child.join(PATIENCE)) {
                throw new AssertionError(child + " hangs: " + state);
            }
        }
    }

    private static int hunt(Random random) throws Exception {
        List<Long> spares = ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .filter(HuntedSpares::isSpare)
                .toList();
        if (spares.isEmpty()) {
            return 0;
        }
        String signal = List.of("KILL", "KILL", "KILL", "TERM", "STOP").get(random.nextInt(5));
        long pid = spares.get(random.nextInt(spares.size()));
        int ignored = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return 1;
    }

    private static boolean isSpare(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains("\0dev.offspring.process.Spare\0");
        } catch (IOException e) {
            return false;
        }
    }
}
