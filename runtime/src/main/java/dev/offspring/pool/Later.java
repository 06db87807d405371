package dev.offspring.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A call on a virtual thread, whose future interrupts it when it is completed from outside. */
final class Later<R> extends CompletableFuture<R> {
    private final Executor callbacks;

    private Later(Executor callbacks) {
        this.callbacks = callbacks;
    }

    static <R> CompletableFuture<R> of(Callable<R> call, Executor callbacks) {
        Later<R> later = new Later<>(callbacks);
        Thread thread = Thread.ofVirtual().name("offspring-map").start(() -> later.run(call));
        var _ = later.whenComplete((value, failure) -> thread.interrupt()); // if it is over already: no harm
        return later;
    }

    private void run(Callable<R> call) {
        try {
            boolean ignored = complete(call.call());
        } catch (Exception | Error e) {
            boolean ignored = completeExceptionally(e);
        }
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
