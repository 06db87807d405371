package dev.offspring.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person reads what this process prints. */
final class Terminal {
    /** What standard output was when this class was loaded; a program that captures its output replaces it. */
    private static final PrintStream ORIGINAL = System.out;

    /** A JVM's own standard output does not change. */
    private static final boolean IS_ORIGINAL = isTerminal();

    private Terminal() {}

    @SuppressWarnings("ReferenceEquality") // which stream it is matters, not whether it equals
    static boolean isStandardOutput() {
        return IS_ORIGINAL && System.out == ORIGINAL;
    }

    // System.console() would load a line editor to answer this.
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // then it goes through the parent, which is right everywhere
        }
    }
}
