package dev.offspring.pool;

import dev.offspring.memory.Waiting;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An int by which one side of a link wakes the other: the lowest bit says that it sleeps, the others count rings.
 *
 * <p>A thread that waits spins for some microseconds, then parks for short whiles, and sleeps for good only when nothing has
 * come for a while: the first sleep of a JVM costs it a tenth of a second ({@link Waiting#prepare}), which somebody who has
 * just started a pool does not want to pay.
 */
final class Bell {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final int SLEEPS = 1;
    private static final int ONE_RING = 2;
    private static final int SPINS =
            Runtime.getRuntime().availableProcessors() > 1 ? Integer.getInteger("offspring.pool.spin", 500) : 0;
    private static final long FIRST_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LAST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PREPARE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private final MemorySegment memory;
    private final long at;
    private final Waiting waiting;

    Bell(MemorySegment memory, long at) {
        this.memory = memory;
        this.at = at;
        this.waiting = Waiting.on(memory, at);
    }

    /** Wakes the other side if it sleeps. What was stored before is seen by it. */
    void ring() {
        VarHandle.fullFence(); // whoever sleeps has said so before its last look, and we look after our store
        int word = (int) INT.getVolatile(memory, at);
        if ((word & SLEEPS) != 0 && INT.compareAndSet(memory, at, word, word + ONE_RING & ~SLEEPS)) {
            waiting.wake(1);
        }
    }

    /** Waits until {@code ready}, or for {@code nanos}; whether it is. */
    boolean await(BooleanSupplier ready, long nanos) {
        for (int i = 0; i < SPINS; i++) {
            if (ready.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        long deadline = System.nanoTime() + nanos;
        return Waiting.isPrepared() ? sleep(ready, deadline) : park(ready, deadline);
    }

    private boolean park(BooleanSupplier ready, long deadline) {
        long since = System.nanoTime();
        long park = FIRST_PARK_NANOS;
        while (!ready.getAsBoolean()) {
            long now = System.nanoTime();
            if (deadline - now <= 0) {
                return false;
            }
            if (Waiting.isPrepared()) {
                return sleep(ready, deadline);
            }
            if (now - since > PREPARE_AFTER_NANOS) {
                Preparing.START.run();
            }
            LockSupport.parkNanos(Math.min(park, deadline - now));
            boolean ignored = Thread.interrupted(); // meant for a task that is over
            park = Math.min(2 * park, LAST_PARK_NANOS);
        }
        return true;
    }

    private boolean sleep(BooleanSupplier ready, long deadline) {
        while (!ready.getAsBoolean()) {
            int word = (int) INT.getAndBitwiseOr(memory, at, SLEEPS) | SLEEPS;
            if (ready.getAsBoolean()) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            Waiting.Outcome ignored = waiting.awaitUninterruptibly(word, left, ready, true);
        }
        return true;
    }

    /** Links what the first sleep needs, beside whoever waits. */
    private static final class Preparing {
        static final Runnable START = start();

        private static Runnable start() {
            Thread thread = new Thread(null, Waiting::prepare, "offspring-prepare", 256 * 1024);
            thread.setDaemon(true);
            thread.start();
            return () -> {};
        }
    }
}
