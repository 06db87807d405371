package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Something that a {@link Hand} was told to do. */
public final class Doing<R> {
    private static final long MOST_SECONDS = 20;

    private final Hand hand;
    private final CompletableFuture<R> result;

    Doing(Hand hand, CompletableFuture<R> result) {
        this.hand = hand;
        this.result = result;
    }

    /** What it gave; or throws what it threw. It must be done in time. */
    public R get() throws Exception {
        try {
            return result.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception known) {
                throw known;
            }
            throw new AssertionError(hand + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(hand + " is not done after " + MOST_SECONDS + " s", e);
        }
    }

    /** What it threw, which must be such a thing. */
    public <X extends Throwable> X failure(Class<X> type) {
        Throwable failure = catchThrowable(this::get);
        assertThat(failure).as("what %s threw", hand).isInstanceOf(type);
        return type.cast(failure);
    }

    public boolean isDone() {
        return result.isDone();
    }

    /** Returns when the hand has gone to sleep over it. */
    public Doing<R> asleep() {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(java.time.Duration.ZERO)
                .pollInterval(java.time.Duration.ofMillis(1))
                .atMost(java.time.Duration.ofSeconds(MOST_SECONDS))
                .until(() -> {
                    assertThat(result).as("%s, which should wait", hand).isNotDone();
                    return hand.isAsleep();
                });
        return this;
    }
}
