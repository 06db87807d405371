package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.Output;
import dev.offspring.shared.SharedInt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program whose children print much, whoever may be listening; writes down how many of them returned. */
final class Talkative {
    private Talkative() {}

    public static void main(String[] args) throws Exception {
        int returned = 0;
        try (SharedInt number = SharedInt.create(0)) {
            for (Output output : List.of(Output.AUTO, Output.INHERIT)) {
                System.out.println("the next child");
                try (ChildProcess<Void> child = DeedsTargets.speakAndAdd(2_000, number)
                        .process()
                        .output(output)
                        .start()) {
                    child.result();
                    child.join();
                    returned += child.exitCode().orElse(-1) == 0 ? 1 : 0;
                }
            }
            Files.writeString(Path.of(args[0]), number.get() + " of " + returned + " returned");
        }
    }
}
