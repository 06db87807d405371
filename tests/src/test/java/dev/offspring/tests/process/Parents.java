package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.Orphan;
import dev.offspring.process.Output;
import dev.offspring.process.Task;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Parents that end in every way, with a family of every kind.
 *
 * <pre>
 * parent ─┬─ daemon, whose shutdown hook never ends
 *         ├─ ordinary child
 *         ├─ orphan that is kept
 *         ├─ stopped child ─── its child
 *         ├─ child ─────────── its stopped child
 *         └─ stopped child, which has none
 * </pre>
 *
 * Prints the pids in this order, but the orphan's first. The first argument says how the parent ends, the second whether its
 * children are daemons, the third where the orphan writes.
 */
final class Parents {
    private Parents() {}

    public static void main(String[] args) throws Exception {
        boolean daemon = args[1].equals("daemons");
        ChildProcess<Void> hangs = DeedsTargets.hangInHook()
                .process()
                .daemon(true)
                .output(Output.DISCARD)
                .start();
        ChildProcess<Void> sleeps =
                DeedsTargets.sleep(300_000).process().daemon(daemon).start();
        List<Long> first = family(daemon);
        List<Long> second = family(daemon);
        List<Long> last = pids(DeedsTargets.sleepAloud(), daemon);
        stop(first.get(0));
        stop(second.get(1));
        stop(last.getFirst());
        ChildProcess<Void> orphan = DeedsTargets.outlive(Path.of(args[2]))
                .process()
                .orphan(Orphan.KEEP)
                .output(Output.DISCARD)
                .start();
        System.out.println("pids " + orphan.pid() + " " + hangs.pid() + " " + sleeps.pid() + " " + first.get(0) + " "
                + first.get(1) + " " + second.get(0) + " " + second.get(1) + " "
                + last.getFirst());
        if (args[0].equals("wait")) {
            sleeps.result(); // which the end of this process shall not make an exception of
        }
        System.in.read();
        switch (args[0]) {
            case "exit" -> System.exit(3);
            case "throw" -> throw new IllegalStateException("the end");
            case "halt" -> Runtime.getRuntime().halt(4);
            default -> System.out.println("main returns");
        }
    }

    /** A child that has a child, and both their pids. */
    private static List<Long> family(boolean daemon) throws InterruptedException {
        return pids(DeedsTargets.sleepingFamily(), daemon);
    }

    /** What a child says when it is at work. */
    private static List<Long> pids(Task<Void> task, boolean daemon) throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var _ = task.process().daemon(daemon).output(Output.lines(lines::add)).start();
        String[] words = String.valueOf(lines.poll(60, TimeUnit.SECONDS)).split(" ", -1);
        return Arrays.stream(words).skip(1).map(Long::valueOf).toList();
    }

    private static void stop(long pid) throws Exception {
        int status =
                new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("kill -STOP " + pid + " ended with " + status);
        }
    }
}
