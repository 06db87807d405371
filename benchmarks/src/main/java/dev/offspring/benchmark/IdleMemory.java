package dev.offspring.benchmark;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How much memory a child takes that sits in its target and waits, and how much a bare JVM that does. */
public final class IdleMemory {
    private static final long SETTLE_MILLIS = 1_000;

    private IdleMemory() {}

    @ProcessTarget
    static void idle() throws InterruptedException {
        Thread.sleep(Long.MAX_VALUE);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try (ChildProcess<Void> child = IdleMemoryTargets.idle().start()) {
            Thread.sleep(SETTLE_MILLIS);
            System.out.println("ours.idle " + residentMebibytes(child.pid()));
        }
        List<String> command = new ArrayList<>(Program.javaCommand(BareLine.class));
        command.add("stay");
        Process bare = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Thread.sleep(SETTLE_MILLIS);
            System.out.println("bare.idle " + residentMebibytes(bare.pid()));
        } finally {
            bare.destroyForcibly();
        }
    }

    static double residentMebibytes(long pid) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("/proc/" + pid + "/status has no VmRSS");
    }
}
