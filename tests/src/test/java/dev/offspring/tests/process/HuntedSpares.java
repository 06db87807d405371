package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.error.ChildDiedException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.Processes;
import dev.offspring.process.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A program that starts processes on two threads while its spares are killed, stopped and told to end, whenever that is: while they boot, wait,
 * become children, and as children. Its arguments are the seconds and the seed. It prints what it counted, and "ok" if each start gave the
 * right answer, or the death of its child and the signal that it died of. It goes on for longer until there was one of each.
 */
final class HuntedSpares {
    private static final int SPARES = 2;
    private static final int STARTERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final AtomicInteger ANSWERED = new AtomicInteger();
    private static final AtomicInteger WARM = new AtomicInteger();
    private static final AtomicInteger TERMINATED = new AtomicInteger();
    private static final AtomicInteger KILLED = new AtomicInteger();
    private static final AtomicInteger HUNTED = new AtomicInteger();

    /** What was sent to whom. */
    private static final Map<Long, Set<String>> SENT = new ConcurrentHashMap<>();

    private HuntedSpares() {}

    @ProcessTarget
    static String answer(String word, long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return word + "!";
    }

    public static void main(String[] args) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[0]));
        Random random = new Random(Long.parseLong(args[1]));
        Processes.prestart(SPARES);
        try (ExecutorService starters = Executors.newFixedThreadPool(STARTERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < STARTERS; i++) {
                Random own = new Random(random.nextLong());
                all.add(starters.submit(() -> start(own, end)));
            }
            while (goesOn(end)) {
                boolean late = System.nanoTime() >= end;
                TimeUnit.MILLISECONDS.sleep(random.nextInt(late ? 50 : 300));
                hunt(random, late);
            }
            for (Future<?> starter : all) {
                starter.get();
            }
        }
        System.out.println("answered " + ANSWERED + " warm " + WARM + " terminated " + TERMINATED + " killed " + KILLED
                + " hunted " + HUNTED);
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

    /** On a busy machine some seconds may pass without a spare that becomes a child, and is hit as one. */
    private static boolean goesOn(long end) {
        boolean complete = WARM.get() > 0 && TERMINATED.get() > 0 && KILLED.get() > 0 && HUNTED.get() > 0;
        long now = System.nanoTime();
        return now < end || (!complete && now < end + PATIENCE.toNanos());
    }

    private static Void start(Random random, long end) throws Exception {
        while (goesOn(end)) {
            String word = "word " + random.nextInt();
            // Those that take long are to be hit as children.
            Task<String> task = HuntedSparesTargets.answer(word, random.nextBoolean() ? random.nextInt(300) : 0);
            boolean otherKind = random.nextInt(4) == 0;
            try (ChildProcess<String> child =
                    otherKind ? task.process().jvmArgs("-Dkind=other").start() : task.start()) {
                boolean warm = SeenSpares.isSpare(child.pid());
                awaitEnd(child);
                try {
                    if (!child.result().equals(word + "!")) {
                        throw new AssertionError(child + " gave " + child.result() + " for " + word);
                    }
                    ANSWERED.incrementAndGet();
                    WARM.addAndGet(warm ? 1 : 0);
                } catch (ChildDiedException e) {
                    checkCause(child); // it was hunted when it was a child, or became one
                }
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
        }
        return null;
    }

    /** Whoever exits because of a signal has not exited by itself, and has no other cause either. */
    private static void checkCause(ChildProcess<?> child) {
        ExitCause cause = child.exitCause().orElseThrow();
        Set<String> sent = SENT.getOrDefault(child.pid(), Set.of());
        if (cause.equals(new ExitCause.Signalled(15)) && sent.contains("TERM")) {
            TERMINATED.incrementAndGet();
        } else if (cause.equals(new ExitCause.Signalled(9)) && (sent.contains("KILL") || sent.contains("STOP"))) {
            KILLED.incrementAndGet(); // here, if it was stopped
        } else {
            throw new AssertionError(child + " with cause " + cause + " was sent " + sent);
        }
    }

    /** One that was stopped when it was a child already is ended here. */
    private static void awaitEnd(ChildProcess<?> child) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!child.join(Duration.ofMillis(100))) {
            String state = state(child.pid());
            if (System.nanoTime() > deadline) {
                throw new AssertionError(child + " hangs: " + state);
            }
            if (state.contains(") T ")) {
                child.kill();
            }
        }
    }

    private static String state(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat"));
        } catch (IOException e) {
            return "gone";
        }
    }

    /** Half of them as children, if there are any that were spares: those are few at a time, and soon gone. At last no others, each once. */
    private static List<Long> prey(Random random, boolean late) {
        List<Long> all = ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .filter(SeenSpares::isSpare)
                .toList();
        Set<Long> children =
                Processes.activeChildren().stream().map(ChildProcess::pid).collect(Collectors.toSet());
        List<Long> begun = all.stream()
                .filter(pid -> children.contains(pid) && !(late && SENT.containsKey(pid)))
                .toList();
        return late || (!begun.isEmpty() && random.nextBoolean()) ? begun : all;
    }

    private static void hunt(Random random, boolean late) throws Exception {
        List<Long> spares = prey(random, late);
        if (spares.isEmpty()) {
            return;
        }
        String signal = List.of("KILL", "KILL", "TERM", "TERM", "STOP").get(random.nextInt(5));
        long pid = spares.get(random.nextInt(spares.size()));
        // Before it is: who dies of it is asked at once.
        boolean ignored =
                SENT.computeIfAbsent(pid, any -> ConcurrentHashMap.newKeySet()).add(signal);
        var _ = HUNTED.addAndGet(send(signal, pid) ? 1 : 0); // else it was gone
    }

    /** As soon as can be: a child that has begun is soon gone. */
    private static boolean send(String signal, long pid) throws Exception {
        return switch (signal) {
            case "KILL" ->
                ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
            case "TERM" -> ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
            default ->
                new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        };
    }
}
