package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import java.time.Duration;

/**
 * {@code join} with and without a timeout, and what the exit code says.
 *
 * <p>Python: {@code join([timeout])} and {@code exitcode}. A join returns when the process has ended or the timeout is
 * over, whichever is first; {@code join(Duration)} says which. A process may be joined many times. Joining before the
 * start, an error there, cannot be written here: only {@code start()} gives something to join; nor can a process join
 * itself, because it has no {@link ChildProcess} of its own.
 */
public final class JoinAndExitCode {
    private JoinAndExitCode() {}

    @ProcessTarget
    static void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    @ProcessTarget
    static void exit(int status) {
        System.exit(status);
    }

    @ProcessTarget
    static void fail(String why) {
        throw new IllegalStateException(why);
    }

    public static void main(String[] args) throws InterruptedException {
        var sleeper = JoinAndExitCodeTargets.sleep(1_000).start();
        boolean ended = sleeper.join(Duration.ofMillis(50));
        System.out.println("joined for 50 ms: ended " + ended + ", exit code " + exitCode(sleeper));
        sleeper.join();
        sleeper.join();
        System.out.println("joined twice more: exit code " + exitCode(sleeper));

        var exiting = JoinAndExitCodeTargets.exit(3).start();
        exiting.join();
        System.out.println("after System.exit(3): exit code " + exitCode(exiting));

        var failing = JoinAndExitCodeTargets.fail("on purpose").start();
        failing.join();
        System.out.println("after an exception: exit code " + exitCode(failing));

        var killed = JoinAndExitCodeTargets.sleep(60_000).start();
        killed.kill();
        killed.join();
        System.out.println("after a kill: exit code " + exitCode(killed));
    }

    /** The exit code, or Python's word for there being none yet. */
    private static String exitCode(ChildProcess<?> process) {
        var code = process.exitCode();
        return code.isPresent() ? Integer.toString(code.getAsInt()) : "None";
    }
}
