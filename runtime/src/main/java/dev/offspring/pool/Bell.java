package dev.offspring.pool;

import dev.offspring.memory.Waiting;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An int by which one side of a link wakes the other: the lowest bit says that it sleeps, the others count rings.
 *
 * <p>The first sleep, and the first wake of a sleeper, cost a JVM a tenth of a second ({@link Waiting#prepare}), which somebody who
 * has just started a pool does not want to pay. So a side that has prepared itself says so, and the other sleeps only then; until
 * then it parks for short whiles. Who has waited for a while, or has worked for some time, prepares itself, beside what it does.
 */
final class Bell {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int SLEEPS = 1;
    private static final int ONE_RING = 2;
    static final int SPINS =
            Runtime.getRuntime().availableProcessors() > 1 ? Integer.getInteger("offspring.pool.spin", 500) : 0;
    private static final long FIRST_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LAST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PREPARE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final long PREPARE_AT_LAST_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final ByteBuffer memory;
    private final int at;
    private final int canWake;

    /** Made when somebody sleeps. */
    private @Nullable Waiting waiting;

    private final long madeNanos = System.nanoTime();
    private volatile boolean told;

    /** The one that this side rings when it waits for this one. */
    private @Nullable Bell other;

    /** The one at this offset; {@code canWake} is where whoever rings it says that he can wake. */
    Bell(ByteBuffer memory, int at, int canWake) {
        this.memory = memory;
        this.at = at;
        this.canWake = canWake;
    }

    /** Whoever waits for this one rings {@code rung}. */
    void waitsBeside(Bell rung) {
        other = rung;
    }

    /** Wakes the other side if it sleeps. What was stored before is seen by it. */
    void ring() {
        if (!told) {
            tell();
        }
        VarHandle.fullFence(); // whoever sleeps has said so before its last look, and we look after our store
        int word = (int) INT.getVolatile(memory, at);
        if ((word & SLEEPS) != 0 && INT.compareAndSet(memory, at, word, (word + ONE_RING) & ~SLEEPS)) {
            waiting().wake(1);
        }
    }

    /** Whoever rings says whether the other may sleep. */
    private void tell() {
        if (Waiting.isPrepared()) {
            told = true;
            INT.setVolatile(memory, canWake, 1);
        } else if (System.nanoTime() - madeNanos > PREPARE_AT_LAST_NANOS) {
            Preparing.start();
        }
    }

    private Waiting waiting() {
        Waiting known = waiting;
        if (known == null) {
            known = Waiting.on(MemorySegment.ofBuffer(memory), at);
            waiting = known;
        }
        return known;
    }

    /** Waits until {@code ready}, or for {@code nanos}; whether it is. A thread that is interrupted meanwhile still is so afterwards. */
    boolean await(BooleanSupplier ready, long nanos) {
        return await(ready, nanos, true);
    }

    /** As above, but {@code spins} first only if it is told so. */
    boolean await(BooleanSupplier ready, long nanos, boolean spins) {
        for (int i = spins ? SPINS : 0; i > 0; i--) {
            if (ready.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        try {
            long since = System.nanoTime();
            long park = FIRST_PARK_NANOS;
            while (!ready.getAsBoolean()) {
                Bell rung = other;
                if (rung != null && !rung.told) {
                    rung.tell();
                }
                long now = System.nanoTime();
                long left = nanos - (now - since);
                if (left <= 0) {
                    return false;
                }
                if (Waiting.isPrepared() && (int) INT.getVolatile(memory, canWake) != 0) {
                    return sleep(ready, left);
                }
                if (now - since > PREPARE_AFTER_NANOS) {
                    Preparing.start();
                }
                LockSupport.parkNanos(Math.min(park, left));
                interrupted |= Thread.interrupted(); // an interrupted thread does not park
                park = Math.min(2 * park, LAST_PARK_NANOS);
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * While {@code listening} runs, whoever sleeps here is not woken: this thread sees to what he is there for, and afterwards rings
     * if there is something that it leaves to him.
     */
    void whileListening(Runnable listening) {
        int word = (int) INT.getVolatile(memory, at);
        boolean hushed = (word & SLEEPS) != 0 && INT.compareAndSet(memory, at, word, word & ~SLEEPS);
        try {
            listening.run();
        } finally {
            if (hushed) {
                int ignored = (int) INT.getAndBitwiseOr(memory, at, SLEEPS);
            }
        }
    }

    private boolean sleep(BooleanSupplier ready, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (!ready.getAsBoolean()) {
            int word = (int) INT.getAndBitwiseOr(memory, at, SLEEPS) | SLEEPS;
            if (ready.getAsBoolean()) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            Waiting.Outcome ignored = waiting().awaitUninterruptibly(word, left, ready, Waiting.Cause.LOST_WAKE);
        }
        return true;
    }

    /** Links what the first sleep needs, beside whoever waits; once in this JVM. */
    private static final class Preparing {
        static final Thread THREAD = begin();

        private static Thread begin() {
            Thread thread = new Thread(null, Waiting::prepare, "offspring-prepare", 512 * 1024);
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        static void start() {
            Thread ignored = THREAD;
        }
    }
}
