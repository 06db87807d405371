package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Starts that a spare serves: to the target's first line, and to the end; the same for a pool of some workers. Each has a pause before
 * it, in which spares boot; then some follow one another, with as many spares. And how long the kernel takes to end a JVM that idles, in
 * the same two ways.
 */
public final class WarmStart {
    private static final long BOOT_MILLIS = 700;
    private static final long SETTLE_MILLIS = 1_000;
    private static final int ROW = 8;

    private WarmStart() {}

    /** All processes of a machine have the same clock. */
    @ProcessTarget
    static long first() {
        return System.nanoTime();
    }

    @ProcessTarget
    static int square(int x) {
        return x * x;
    }

    private record Start(double firstMillis, double joinedMillis) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int times = Integer.parseInt(args[0]);
        int workers = Integer.parseInt(args[1]);
        StartLoop.awaitCacheOfWorkers();
        Processes.prestart(workers);
        Start ignored = start();
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Thread.sleep(BOOT_MILLIS);
            starts.add(start());
        }
        System.out.println("ours.warm.first " + median(starts, Start::firstMillis));
        System.out.println("ours.warm.start " + median(starts, Start::joinedMillis));
        List<Start> row = new ArrayList<>();
        Processes.prestart(ROW);
        for (int i = 0; i < times; i += ROW) {
            Thread.sleep(BOOT_MILLIS * ROW / 2);
            for (int j = 0; j < ROW; j++) {
                row.add(start());
            }
        }
        System.out.println("ours.row.first " + median(row, Start::firstMillis));
        System.out.println("ours.row.start " + median(row, Start::joinedMillis));
        Processes.prestart(workers);
        List<Double> pools = new ArrayList<>();
        for (int i = 0; i < times + 2; i++) {
            Thread.sleep(BOOT_MILLIS * workers);
            double millis = poolMillis(workers);
            if (i >= 2) { // the first ones make the spares those of such a pool
                pools.add(millis);
            }
        }
        System.out.println("ours.warm.pool " + Samples.median(pools));
        System.out.println("ours.spare " + spareMebibytes());
        System.out.println("kernel.reap " + reapMillis(times, 1));
        System.out.println("kernel.row.reap " + reapMillis(times, ROW));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> of) {
        return Samples.median(starts.stream().mapToDouble(of).boxed().toList());
    }

    private static Start start() throws InterruptedException {
        long begin = System.nanoTime();
        ChildProcess<Long> child = WarmStartTargets.first().start();
        child.join();
        long end = System.nanoTime();
        return new Start((child.result() - begin) / 1e6, (end - begin) / 1e6);
    }

    private static double poolMillis(int workers) throws InterruptedException {
        List<Integer> items = IntStream.range(0, workers).boxed().toList();
        long begin = System.nanoTime();
        try (Pool pool = Pool.of(workers)) {
            List<Integer> ignored = pool.map(WarmStartTargets::square, items);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double spareMebibytes() throws IOException, InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        double most = 0;
        for (ProcessHandle spare : ProcessHandle.current().children().toList()) {
            most = Math.max(most, IdleMemory.residentMebibytes(spare.pid()));
        }
        if (most == 0) {
            throw new IllegalStateException("there is no spare");
        }
        return most;
    }

    /** Of a JVM that idles: the median of {@code times}, so many of them one after the other. */
    private static double reapMillis(int times, int row) throws IOException, InterruptedException {
        List<Double> all = new ArrayList<>();
        while (all.size() < times) {
            List<Process> idle = new ArrayList<>();
            for (int i = 0; i < row; i++) {
                idle.add(idle());
            }
            Thread.sleep(SETTLE_MILLIS / 4 * row);
            for (Process bare : idle) {
                all.add(reapMillis(bare));
            }
        }
        return Samples.median(all);
    }

    private static Process idle() throws IOException {
        List<String> command = new ArrayList<>(Program.javaCommand(BareLine.class));
        command.add("stay");
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static double reapMillis(Process bare) throws InterruptedException {
        long begin = System.nanoTime();
        bare.destroyForcibly();
        int status = bare.waitFor();
        long end = System.nanoTime();
        if (status == 0) {
            throw new IllegalStateException("it ended by itself");
        }
        return (end - begin) / 1e6;
    }
}
