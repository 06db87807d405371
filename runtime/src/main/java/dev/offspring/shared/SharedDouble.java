package dev.offspring.shared;

import dev.offspring.memory.Block;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A {@code double} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedDouble extends Shared {
    SharedDouble(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedDouble create(double value) {
        SharedDouble created = new SharedDouble(allocate(Kinds.DOUBLE, Double.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public double get() {
        return DoubleWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(double value) {
        DoubleWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public double getPlain() {
        return DoubleWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(double value) {
        DoubleWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public double getAcquire() {
        return DoubleWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(double value) {
        DoubleWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public double getAndSet(double value) {
        return DoubleWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(double expected, double value) {
        return DoubleWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public double compareAndExchange(double expected, double value) {
        return DoubleWords.compareAndExchange(memory, offset(), expected, value);
    }

    /** Adds to it and returns what was there, atomically. */
    public double getAndAdd(double delta) {
        return DoubleWords.getAndAdd(memory, offset(), delta);
    }

    /** Adds to it and returns the sum, atomically. */
    public double addAndGet(double delta) {
        return DoubleWords.addAndGet(memory, offset(), delta);
    }

    /** Adds one and returns what was there, atomically. */
    public double getAndIncrement() {
        return getAndAdd(1);
    }

    /** Adds one and returns the sum, atomically. */
    public double incrementAndGet() {
        return addAndGet(1);
    }

    /** Takes one away and returns what was there, atomically. */
    public double getAndDecrement() {
        return getAndAdd(-1);
    }

    /** Takes one away and returns the rest, atomically. */
    public double decrementAndGet() {
        return addAndGet(-1);
    }

    /** Applies a function, which may run several times, and returns what was there. */
    public double getAndUpdate(DoubleUnaryOperator function) {
        while (true) {
            double before = get();
            double after = function.applyAsDouble(before);
            if (compareAndSet(before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which may run several times, and returns its result. */
    public double updateAndGet(DoubleUnaryOperator function) {
        while (true) {
            double before = get();
            double after = function.applyAsDouble(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns what was there. */
    public double getAndAccumulate(double value, DoubleBinaryOperator function) {
        return getAndUpdate(before -> function.applyAsDouble(before, value));
    }

    /** Applies a function, which may run several times, to it and {@code value}, and returns its result. */
    public double accumulateAndGet(double value, DoubleBinaryOperator function) {
        return updateAndGet(before -> function.applyAsDouble(before, value));
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
