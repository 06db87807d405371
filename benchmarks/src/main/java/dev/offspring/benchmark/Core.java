package dev.offspring.benchmark;

import java.io.IOException;

/** Which core a process runs on, where Linux's {@code taskset} can say so; elsewhere the system's choice stands. */
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
