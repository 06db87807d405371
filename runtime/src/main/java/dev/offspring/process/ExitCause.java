package dev.offspring.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a child process ended.
 *
 * <p>An exit status alone does not tell: 137 is {@code System.exit(137)} as well as {@code kill -9}, and a segmentation
 * fault ends a JVM by SIGABRT. So the child says what it knows, and the parent adds what it sees.
 */
public sealed interface ExitCause {
    /** The cause in words, as error messages show it. */
    String description();

    /** The target returned, and the process ended with status 0. */
    record Returned() implements ExitCause {
        @Override
        public String description() {
            return "returned";
        }
    }

    /** The target threw {@code exception}, here rebuilt from what the child sent. */
    record Threw(Throwable exception) implements ExitCause {
        @Override
        public String description() {
            return "threw " + exception;
        }
    }

    /** {@code System.exit(code)} or {@code Runtime.halt(code)}. */
    record Exited(int code) implements ExitCause {
        @Override
        public String description() {
            return "exited with status " + code;
        }
    }

    /** A signal ended it: 9 is SIGKILL, 15 SIGTERM. */
    record Signalled(int signal) implements ExitCause {
        @Override
        public String description() {
            return "signal " + signal + Signals.nameInParentheses(signal);
        }
    }

    /** The JVM itself failed: {@code signal} is what hit it, such as SIGSEGV, and {@code crashReport} what it wrote. */
    record Crashed(String signal, Optional<Path> crashReport) implements ExitCause {
        @Override
        public String description() {
            return "crashed: " + signal;
        }
    }

    /** An {@code OutOfMemoryError} ended it. */
    record OutOfMemory() implements ExitCause {
        @Override
        public String description() {
            return "out of memory: its heap was full";
        }
    }

    /** The kernel killed it, because the memory limit of its container was reached. */
    record KilledByKernelForMemory() implements ExitCause {
        @Override
        public String description() {
            return "killed by the kernel for memory: the container's limit was reached";
        }
    }

    /** It ended itself because its parent was gone. */
    record ParentLost() implements ExitCause {
        @Override
        public String description() {
            return "ended itself because its parent was gone";
        }
    }

    /** It ran longer than its task's timeout, and was ended. */
    record TimedOut(Duration limit) implements ExitCause {
        @Override
        public String description() {
            return "ran longer than its timeout of " + limit.toMillis() + " ms";
        }
    }
}
