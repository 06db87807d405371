package dev.offspring.pool;

import dev.offspring.process.ForPools;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Completes the futures of a pool. Completing one may run what others have made of it, for as long as they like: so that happens
 * on the executor of the user's choice where somebody depends on the future, and else on a thread that nothing but other
 * completions wait for; and those not for long.
 */
final class Completions {
    /** After so long without progress another thread goes on. */
    private static final Duration STUCK = Duration.ofMillis(20);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("offspring-completions-", 0).factory());

    private final Executor callbacks;
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lastNanos;

    Completions(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /** {@code completion} will be run soon; {@link #flush} says when. */
    void add(Runnable completion) {
        waiting.add(completion);
    }

    /** Runs what waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        if (running.compareAndSet(0, 1)) {
            lastNanos = System.nanoTime();
            THREADS.execute(this::run);
        } else if (looking.compareAndSet(false, true)) {
            ForPools.after(STUCK, this::look);
        }
    }

    // Somebody may have begun to depend on a future just when it was completed, and hold up the thread that does it.
    private void look() {
        looking.set(false);
        if (!waiting.isEmpty() && System.nanoTime() - lastNanos > STUCK.toNanos() / 2) {
            running.incrementAndGet();
            THREADS.execute(this::run);
        }
        flush();
    }

    private void run() {
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                lastNanos = System.nanoTime();
                next.run();
            }
        } finally {
            running.decrementAndGet();
            flush(); // something may have come after the last look, while this thread still counted; or the last one
            // threw
        }
    }

    /** Runs what waits, and gives what others run just now a moment: afterwards what was added before is done, as a rule. */
    void settle() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
        long deadline = System.nanoTime() + STUCK.toNanos();
        while (running.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
    }

    /** Runs what others have made of a future: where they want it, or here if they do not take it any more. */
    void execute(Runnable dependents) {
        try {
            callbacks.execute(dependents);
        } catch (RejectedExecutionException e) {
            dependents.run();
        }
    }
}
