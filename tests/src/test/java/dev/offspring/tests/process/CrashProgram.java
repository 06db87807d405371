package dev.offspring.tests.process;

import dev.offspring.error.ChildDiedException;
import dev.offspring.process.ChildProcess;
import dev.offspring.shared.SharedInt;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A parent whose child dies of a segmentation fault, with core dumps: says how large the shared memory is before and after. */
final class CrashProgram {
    private CrashProgram() {}

    public static void main(String[] args) throws Exception {
        try (SharedInt value = SharedInt.create(41)) {
            System.out.println("blocks before: " + sessionBlocks());
            try (ChildProcess<Void> child = DeedsTargets.crash(value)
                    .process()
                    .directory(Path.of(args[0]))
                    .heap("32m")
                    .jvmArgs("-XX:+CreateCoredumpOnCrash")
                    .start()) {
                child.result();
            } catch (ChildDiedException died) {
                System.out.println("died: " + died.reason());
                System.out.println("report: " + died.crashReport().isPresent());
            }
            System.out.println("blocks after: " + sessionBlocks());
            System.out.println("the parent goes on: " + value.get());
        }
    }

    /** Units of 512 bytes that the session's memory file takes. */
    private static long sessionBlocks() throws IOException, InterruptedException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).toString().contains("session")) {
                    Path own = Path.of(
                                    "/proc",
                                    String.valueOf(ProcessHandle.current().pid()),
                                    "fd")
                            .resolve(descriptor.getFileName());
                    Process stat = new ProcessBuilder("stat", "-L", "-c", "%b", own.toString()).start();
                    return Long.parseLong(
                            new String(stat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                                    .strip());
                }
            }
        }
        throw new IllegalStateException("there is no session file among the descriptors");
    }
}
