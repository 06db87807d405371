package dev.offspring.sync;

import java.util.concurrent.CompletableFuture;

/** A thread, here or in another JVM, that does what a test tells it, one thing after the other. */
public abstract class Hand {
    Hand() {}

    abstract <T, R> CompletableFuture<R> start(T shared, Deed<T, R> deed);

    /** Interrupts it in what it does. */
    public abstract void interrupt();

    /** Whether it sleeps because what it waits for in shared memory has not come. */
    abstract boolean isAsleep();

    public final <T, R> Doing<R> ask(T shared, Deed<T, R> deed) {
        return new Doing<>(this, start(shared, deed));
    }

    public final <T> Doing<Boolean> tell(T shared, Deed.Act<T> act) {
        return ask(shared, thing -> {
            act.on(thing);
            return true;
        });
    }

    /** A thread of this JVM. */
    static final class Near extends Hand {
        private final Doer doer;

        Near(boolean virtual) {
            this.doer = new Doer(virtual);
        }

        @Override
        <T, R> CompletableFuture<R> start(T shared, Deed<T, R> deed) {
            return doer.start(() -> deed.on(shared));
        }

        @Override
        public void interrupt() {
            doer.interrupt();
        }

        @Override
        boolean isAsleep() {
            return doer.isAsleep();
        }

        void end() {
            doer.end();
        }

        @Override
        public String toString() {
            return "a thread of this JVM";
        }
    }
}
