package dev.offspring.shared;

import dev.offspring.memory.Block;

/**
 * A piece of shared memory with fields. Generated accessors extend it; offsets count from the struct's beginning. Any thread
 * of any process of the session may use it. A field is read and written as a volatile one.
 */
public abstract class SharedStruct extends Shared {
    /** A view of a whole block, or of a part of it. */
    protected SharedStruct(Block block, long offset) {
        super(block, offset, offset == 0);
    }

    /** A view of a struct inside another one: it ends with that one. */
    protected SharedStruct(SharedStruct outer, long offset) {
        super(outer.home(), outer.base + offset, false);
    }

    /** The block that views of parts lie in. */
    Block home() {
        return block;
    }

    private long at(long offset) {
        block.check();
        return base + offset;
    }

    @Override
    final String content() {
        return "offset=" + (block.handle().offset() + base);
    }

    protected final boolean getBoolean(long offset) {
        return BooleanWords.get(memory, at(offset));
    }

    protected final void setBoolean(long offset, boolean value) {
        BooleanWords.set(memory, at(offset), value);
    }

    protected final boolean getAndSetBoolean(long offset, boolean value) {
        return BooleanWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetBoolean(long offset, boolean expected, boolean value) {
        return BooleanWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final byte getByte(long offset) {
        return ByteWords.get(memory, at(offset));
    }

    protected final void setByte(long offset, byte value) {
        ByteWords.set(memory, at(offset), value);
    }

    protected final byte getAndSetByte(long offset, byte value) {
        return ByteWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetByte(long offset, byte expected, byte value) {
        return ByteWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final byte getAndAddByte(long offset, byte delta) {
        return ByteWords.getAndAdd(memory, at(offset), delta);
    }

    protected final byte addAndGetByte(long offset, byte delta) {
        return ByteWords.addAndGet(memory, at(offset), delta);
    }

    protected final short getShort(long offset) {
        return ShortWords.get(memory, at(offset));
    }

    protected final void setShort(long offset, short value) {
        ShortWords.set(memory, at(offset), value);
    }

    protected final short getAndSetShort(long offset, short value) {
        return ShortWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetShort(long offset, short expected, short value) {
        return ShortWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final short getAndAddShort(long offset, short delta) {
        return ShortWords.getAndAdd(memory, at(offset), delta);
    }

    protected final short addAndGetShort(long offset, short delta) {
        return ShortWords.addAndGet(memory, at(offset), delta);
    }

    protected final char getChar(long offset) {
        return CharWords.get(memory, at(offset));
    }

    protected final void setChar(long offset, char value) {
        CharWords.set(memory, at(offset), value);
    }

    protected final char getAndSetChar(long offset, char value) {
        return CharWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetChar(long offset, char expected, char value) {
        return CharWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final char getAndAddChar(long offset, int delta) {
        return CharWords.getAndAdd(memory, at(offset), delta);
    }

    protected final char addAndGetChar(long offset, int delta) {
        return CharWords.addAndGet(memory, at(offset), delta);
    }

    protected final int getInt(long offset) {
        return IntWords.get(memory, at(offset));
    }

    protected final void setInt(long offset, int value) {
        IntWords.set(memory, at(offset), value);
    }

    protected final int getAndSetInt(long offset, int value) {
        return IntWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetInt(long offset, int expected, int value) {
        return IntWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final int getAndAddInt(long offset, int delta) {
        return IntWords.getAndAdd(memory, at(offset), delta);
    }

    protected final int addAndGetInt(long offset, int delta) {
        return IntWords.addAndGet(memory, at(offset), delta);
    }

    protected final long getLong(long offset) {
        return LongWords.get(memory, at(offset));
    }

    protected final void setLong(long offset, long value) {
        LongWords.set(memory, at(offset), value);
    }

    protected final long getAndSetLong(long offset, long value) {
        return LongWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetLong(long offset, long expected, long value) {
        return LongWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final long getAndAddLong(long offset, long delta) {
        return LongWords.getAndAdd(memory, at(offset), delta);
    }

    protected final long addAndGetLong(long offset, long delta) {
        return LongWords.addAndGet(memory, at(offset), delta);
    }

    protected final float getFloat(long offset) {
        return FloatWords.get(memory, at(offset));
    }

    protected final void setFloat(long offset, float value) {
        FloatWords.set(memory, at(offset), value);
    }

    protected final float getAndSetFloat(long offset, float value) {
        return FloatWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetFloat(long offset, float expected, float value) {
        return FloatWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final float getAndAddFloat(long offset, float delta) {
        return FloatWords.getAndAdd(memory, at(offset), delta);
    }

    protected final float addAndGetFloat(long offset, float delta) {
        return FloatWords.addAndGet(memory, at(offset), delta);
    }

    protected final double getDouble(long offset) {
        return DoubleWords.get(memory, at(offset));
    }

    protected final void setDouble(long offset, double value) {
        DoubleWords.set(memory, at(offset), value);
    }

    protected final double getAndSetDouble(long offset, double value) {
        return DoubleWords.getAndSet(memory, at(offset), value);
    }

    protected final boolean compareAndSetDouble(long offset, double expected, double value) {
        return DoubleWords.compareAndSet(memory, at(offset), expected, value);
    }

    protected final double getAndAddDouble(long offset, double delta) {
        return DoubleWords.getAndAdd(memory, at(offset), delta);
    }

    protected final double addAndGetDouble(long offset, double delta) {
        return DoubleWords.addAndGet(memory, at(offset), delta);
    }

    protected final SharedBooleanArray booleanArray(long offset, long length) {
        return new SharedBooleanArray(block, at(offset), length, false);
    }

    protected final SharedByteArray byteArray(long offset, long length) {
        return new SharedByteArray(block, at(offset), length, false);
    }

    protected final SharedShortArray shortArray(long offset, long length) {
        return new SharedShortArray(block, at(offset), length, false);
    }

    protected final SharedCharArray charArray(long offset, long length) {
        return new SharedCharArray(block, at(offset), length, false);
    }

    protected final SharedIntArray intArray(long offset, long length) {
        return new SharedIntArray(block, at(offset), length, false);
    }

    protected final SharedLongArray longArray(long offset, long length) {
        return new SharedLongArray(block, at(offset), length, false);
    }

    protected final SharedFloatArray floatArray(long offset, long length) {
        return new SharedFloatArray(block, at(offset), length, false);
    }

    protected final SharedDoubleArray doubleArray(long offset, long length) {
        return new SharedDoubleArray(block, at(offset), length, false);
    }

    protected final String getText(long offset, int maxBytes) {
        return new SharedText(block, at(offset), maxBytes, false).get();
    }

    protected final void setText(long offset, int maxBytes, String value) {
        new SharedText(block, at(offset), maxBytes, false).set(value);
    }
}
