package dev.offspring.shared;

import dev.offspring.memory.Block;

/**
 * A {@code boolean} that several processes share. Any thread of any process of the session may use it; the operations are those of
 * {@code java.util.concurrent.atomic}. Closed by any of them, it is closed for all.
 */
public final class SharedBoolean extends Shared {
    SharedBoolean(Block block) {
        super(block, 0, true);
    }

    /**
     * One in shared memory.
     *
     * @throws dev.offspring.error.ArenaFullException if there is no room
     */
    public static SharedBoolean create(boolean value) {
        SharedBoolean created = new SharedBoolean(allocate(Kinds.BOOLEAN, Byte.BYTES));
        created.set(value);
        return created;
    }

    private long offset() {
        block.check();
        return base;
    }

    /** Reads it as a volatile field is read. */
    public boolean get() {
        return BooleanWords.get(memory, offset());
    }

    /** Writes it as a volatile field is written. */
    public void set(boolean value) {
        BooleanWords.set(memory, offset(), value);
    }

    /** Reads it without ordering. */
    public boolean getPlain() {
        return BooleanWords.getPlain(memory, offset());
    }

    /** Writes it without ordering. */
    public void setPlain(boolean value) {
        BooleanWords.setPlain(memory, offset(), value);
    }

    /** Reads it: what its writer did before {@code setRelease} is seen after this. */
    public boolean getAcquire() {
        return BooleanWords.getAcquire(memory, offset());
    }

    /** Writes it after all that came before. */
    public void setRelease(boolean value) {
        BooleanWords.setRelease(memory, offset(), value);
    }

    /** Writes it and returns what was there, atomically. */
    public boolean getAndSet(boolean value) {
        return BooleanWords.getAndSet(memory, offset(), value);
    }

    /** Writes it if it has the expected value, atomically, and returns whether it had. */
    public boolean compareAndSet(boolean expected, boolean value) {
        return BooleanWords.compareAndSet(memory, offset(), expected, value);
    }

    /** Writes it if it has the expected value, atomically, and returns what was there. */
    public boolean compareAndExchange(boolean expected, boolean value) {
        return BooleanWords.compareAndExchange(memory, offset(), expected, value);
    }

    @Override
    String content() {
        return String.valueOf(get());
    }
}
