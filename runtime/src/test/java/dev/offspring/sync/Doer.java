package dev.offspring.sync;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread of this JVM that does what it is told, one thing after the other: what it locked, it can unlock later. */
final class Doer {
    private final LinkedBlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean busy;
    private volatile boolean ended;

    Doer(boolean virtual) {
        Thread.Builder builder =
                virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        thread = builder.start(this::work);
    }

    private void work() {
        while (!ended) {
            try {
                orders.take().run();
            } catch (InterruptedException e) {
                // It shall end.
            }
        }
    }

    <R> CompletableFuture<R> start(Callable<R> work) {
        CompletableFuture<R> result = new CompletableFuture<>();
        orders.add(() -> {
            begin();
            R value;
            try {
                value = work.call();
            } catch (Throwable failure) {
                finish();
                result.completeExceptionally(failure);
                return;
            }
            finish();
            result.complete(value);
        });
        return result;
    }

    private synchronized void begin() {
        busy = true;
    }

    private synchronized void finish() {
        busy = false;
        Thread.interrupted();
    }

    /** Interrupts what it does; not what it will be told next. */
    synchronized void interrupt() {
        if (busy) {
            thread.interrupt();
        }
    }

    /** Whether it sleeps at this moment because what it waits for in shared memory has not come. */
    boolean isAsleep() {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("dev.offspring.memory.Waiting")
                    && frame.getMethodName().equals("sleep")) {
                return true;
            }
        }
        return false;
    }

    /** Ends the thread, when it has done what it is doing. */
    void end() {
        ended = true;
        thread.interrupt();
    }
}
