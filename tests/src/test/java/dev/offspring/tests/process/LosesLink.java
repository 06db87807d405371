package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A program whose child puts a folder in the place of its link, which then can neither be read nor deleted. */
final class LosesLink {
    private LosesLink() {}

    public static void main(String[] args) throws Exception {
        try (ChildProcess<Void> child = LosesLinkTargets.lose().start()) {
            System.out.println("ended: " + child.join(Duration.ofSeconds(30)));
            System.out.println(child.exitCause());
        }
    }

    @ProcessTarget
    static void lose() throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                Path file = Files.isSymbolicLink(descriptor) ? Files.readSymbolicLink(descriptor) : descriptor;
                if (file.toString().contains("/lose-")) {
                    Files.delete(file);
                    Files.createFile(Files.createDirectory(file).resolve("in the way"));
                }
            }
        }
        Runtime.getRuntime().halt(5);
    }
}
