package dev.offspring.process;

import dev.offspring.error.StartException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The parent's side of a {@link Spare}: a JVM that waits for its target, or boots yet. It has opened the link of the child that it is
 * to be, and is watched.
 *
 * <pre>
 * parent                                          spare
 *   briefing: link, what to rehearse and load ──►   boots, rehearses, says INDEPENDENT
 *   arguments into the link, boot frame       ──►   adopts its role
 *   looks whether the class path is what it was
 *   launcher main                             ──►   runs, after it has said that it has read its link
 * </pre>
 */
final class WaitingSpare {
    /** What a spare may take from the message to its answer: much more is one that was stopped. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final Process process;
    private final Watch watch;
    private final ParentLink link;
    private final ChildCommand command;
    private final FirstClasses first;
    private final OpenedFiles opened;
    private volatile boolean taken;
    private boolean givenUp;

    /** {@code opened} are the files of its class path, and of its first classes, as they were before it began. */
    WaitingSpare(Watch watch, ParentLink link, ChildCommand command, FirstClasses first, OpenedFiles opened) {
        this.process = watch.process();
        this.watch = watch;
        this.link = link;
        this.command = command;
        this.first = first;
        this.opened = opened;
    }

    /** What a child is to do. */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    record Errand(String main, String name, long fingerprint, byte[] arguments, BootOf boot) {}

    /** What a child of this process id is told. */
    interface BootOf {
        Boot of(ParentLink link, long pid);
    }

    Watch watch() {
        return watch;
    }

    ParentLink link() {
        return link;
    }

    /** Tells it what to prepare. */
    void brief() {
        var _ = tell(new Spare.Briefing(link.path(), command.rehearsal(), first.names()).word());
    }

    boolean isReady() {
        return process.isAlive() && link.state() == LinkLayout.INDEPENDENT;
    }

    /** Somebody will make it a child, or give it up: what it holds is theirs to close. */
    void take() {
        taken = true;
    }

    /** It is not needed any more. Its link is closed when it has ended: some systems delete no file that is open. */
    void end() {
        process.destroyForcibly();
    }

    /** It could not be begun, or not told what it is. */
    void abandon() {
        end();
        try {
            link.close();
        } finally {
            watch.leave(() -> {});
        }
    }

    /** It has ended; if nobody has taken it, there is nothing of it left. */
    void ended() {
        try {
            command.close();
        } finally {
            if (!taken) {
                abandon();
            }
        }
    }

    /** Makes it a child; whether it has read its link. If it has not, it is gone. */
    boolean become(Errand errand) {
        boolean begun = false;
        try {
            link.write(errand.name() + " " + errand.main(), errand.fingerprint(), errand.arguments());
            // It adopts its role while its parent looks whether it has the classes of today: it asks for none before it
            // knows its main class.
            boolean woken = wake(errand);
            if (woken && !opened.areUnchanged()) {
                return false; // and without its main class it does nothing
            }
            begun = woken && tell(errand.main()) && answers() && link.state() != LinkLayout.NEW;
            if (!begun) {
                givenUp = true;
                end();
                awaitEnd(); // it may do all of its work yet before it is killed
                begun = link.state() != LinkLayout.NEW;
            }
            return begun;
        } finally {
            if (!begun) {
                end();
                watch.leave(link::close);
            }
        }
    }

    /** Whether it was killed because it did not answer; all the same it may have become a child just before. */
    boolean isGivenUp() {
        return givenUp;
    }

    private boolean wake(Errand errand) {
        try {
            errand.boot().of(link, process.pid()).send(process.getOutputStream());
            return true;
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /** False if it has died already, which is seen elsewhere. */
    private boolean tell(String word) {
        try {
            Boot.sendWord(process.getOutputStream(), word);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    // No spinning: on two threads of one core it would take from the spare what it needs now.
    private boolean answers() {
        return isSoon(() -> link.state() != LinkLayout.NEW || !process.isAlive(), ANSWER_NANOS);
    }

    private void awaitEnd() {
        if (!isSoon(() -> !process.isAlive(), END_NANOS)) {
            throw new StartException("a spare process, pid " + process.pid()
                    + ", was killed and has not ended: is it waiting for a file system? Start again");
        }
    }

    /** Whether it is so within that time. An interrupt is kept for later. */
    private static boolean isSoon(BooleanSupplier so, long nanos) {
        long since = System.nanoTime();
        boolean interrupted = false;
        try {
            while (!so.getAsBoolean()) {
                if (System.nanoTime() - since > nanos) {
                    return false;
                }
                LockSupport.parkNanos(LOOK_NANOS);
                interrupted |= Thread.interrupted(); // else it would not park any more
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
