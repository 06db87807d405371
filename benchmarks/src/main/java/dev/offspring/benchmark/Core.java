package dev.offspring.benchmark;

import java.io.IOException;

/**
 * Which core a process runs on, where Linux's {@code taskset} can say so; elsewhere the system's choice stands. Two processes that
 * wait for each other are several times as fast on one core as on two, or as slow, and where a busy system puts them is luck.
 */
final class Core {
    private Core() {}

    /** This process, with all its threads, stays on that core from now on, if it is to be {@code fixed}. */
    static void settle(boolean fixed, int number) throws IOException, InterruptedException {
        if (fixed && Compare.onPath("taskset")) {
            String pid = Long.toString(ProcessHandle.current().pid());
            Process taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", Integer.toString(number), pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IOException("process " + pid + " cannot be put on core " + number);
            }
        }
    }
}
