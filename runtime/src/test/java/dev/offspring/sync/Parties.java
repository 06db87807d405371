package dev.offspring.sync;

import dev.offspring.OtherJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** The threads of this process that take part in an operation of which another process may die. */
public final class Parties {
    private static final long MOST_SECONDS = 20;
    private static final long NODDING_OFF_MILLIS = 5;

    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private final List<Thread> started = new ArrayList<>();
    private final OtherJvm child;
    private final long go;

    /** {@code go} is the event for which the other process waits before it begins. */
    Parties(OtherJvm child, Event go) {
        this.child = child;
        this.go = go.block().handle().offset();
    }

    /** What a thread does. */
    public interface Work {
        void run() throws Exception;
    }

    /** A thread that will soon wait for something; this returns when it does. */
    public void startAndAwaitAsleep(Work work) throws InterruptedException {
        Thread thread = start(work);
        long own = ProcessHandle.current().pid();
        await(() -> isWaiting(own, thread.threadId()), "thread " + thread.threadId() + " does not wait");
    }

    public Thread start(Work work) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
                result.complete(null);
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        threads.add(result);
        started.add(thread);
        return thread;
    }

    /** Until the other process waits for something, most probably asleep, or is dead. */
    public void awaitChildWaitsOrDies() throws InterruptedException {
        await(() -> !child.isAlive() || isWaiting(child.pid(), -1), "pid " + child.pid() + " neither waits nor dies");
        isChildDeadWithin(NODDING_OFF_MILLIS);
    }

    /** Until the other process, of this pid, does what it does only after some time, or is dead. */
    public void awaitChildDoesOrDies(LongPredicate does, String what) throws InterruptedException {
        await(
                () -> !child.isAlive() || does.test(child.pid()),
                "pid " + child.pid() + " neither " + what + " nor dies");
    }

    /** Until the other process is dead, or the time is over. */
    public boolean isChildDeadWithin(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (child.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return !child.isAlive();
    }

    private boolean isWaiting(long pid, long thread) {
        return Inspection.now().waiters().stream()
                .anyMatch(waiter -> waiter.agent().pid() == pid
                        && waiter.block() != go
                        && (thread < 0 || waiter.agent().thread() == thread));
    }

    private static void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(otherwise + ": " + Inspection.now().text());
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** All threads have come to their end, a good one. */
    public void join() throws Exception {
        for (int i = 0; i < threads.size(); i++) {
            try {
                threads.get(i).get(MOST_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                AssertionError hangs =
                        new AssertionError("a thread hangs: " + Inspection.now().text());
                hangs.setStackTrace(started.get(i).getStackTrace());
                throw hangs;
            }
        }
    }
}
