package dev.offspring.pool;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is seen of a worker by who looks at it now and then: since when it has been where it is. Used under the crew's lock. */
final class Vigil {
    /** What it has not begun although it could, after this time, it will perhaps never begin: somebody may have stopped it. */
    private static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Given given;

    /** The task that it was seen to run when somebody last looked, and since when. */
    private long watched;

    private long watchedSince;

    /** How far it was with what it has not begun, when somebody last looked, and since when. */
    private long awaited;

    private long awaitedSince;
    private long stalledSince;
    private boolean stalled;

    Vigil(Given given) {
        this.given = given;
    }

    /** It has begun this task last. */
    void sees(long begun, long now) {
        if (begun != watched) {
            watched = begun;
            watchedSince = now;
        }
    }

    /** Whether it was seen to run that task for longer than that. */
    boolean sawLonger(long number, long nanos, long now) {
        return number == watched && now - watchedSince > nanos;
    }

    /** For how long it was seen to run that task; null if that is not known. */
    @Nullable
    Duration ranFor(long number) {
        return number == watched && watchedSince != 0 ? Duration.ofNanos(System.nanoTime() - watchedSince) : null;
    }

    /** The task that it runs longer than it may, as a job of its own; null if there is none. It has begun {@code begun} last. */
    @Nullable
    Job overdue(long begun, long now) {
        sees(begun, now);
        Job running = given.at(begun);
        boolean over = running != null
                && running.timeoutNanos != Job.NO_TIMEOUT
                && sawLonger(begun, running.timeoutNanos, now);
        return running != null && over ? given.separate(running, begun) : null;
    }

    /**
     * Whether it has had a task in front of it for a long time and has not begun it, although that may have been written long ago; or,
     * while it is {@code held}, the word to resume.
     */
    boolean isStalled(long begun, long written, boolean held, long now) {
        Job first = given.first();
        if (first == null ? !held : first.number <= begun) {
            awaited = 0;
            return false;
        }
        long progress = (first == null ? given.lastNumber() + 1 : first.number) + written;
        if (awaited != progress) {
            awaited = progress;
            awaitedSince = now;
        }
        return now - awaitedSince > STALLED_NANOS;
    }

    /** It may be stopped, since now if not since before. */
    void stalls(long now, boolean stillFrozen) {
        if (!stalled || !stillFrozen) {
            stalled = true;
            stalledSince = now;
        }
    }

    boolean isStalledFor(long nanos, long now) {
        return stalled && now - stalledSince >= nanos;
    }

    void resumed() {
        stalled = false;
    }
}
