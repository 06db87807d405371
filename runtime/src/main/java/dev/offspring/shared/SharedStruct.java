package dev.offspring.shared;

import dev.offspring.memory.Block;
import dev.offspring.sync.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A struct in shared memory. Generated accessors extend it.
 *
 * <p>Offsets are those of the fields, from the struct's own start. Reads and writes are those of a volatile field, and the
 * other operations are atomic, between processes too.
 */
public abstract class SharedStruct implements AutoCloseable {
    /** Changes once, when globals that were put together in scratch memory are found or made. */
    private Cells cells;

    private final long base;
    private final boolean whole;

    /** A struct that begins at {@code offset} of a block's payload; the whole block is its own if that is 0. */
    protected SharedStruct(Block block, long offset) {
        this(Cells.of(block), offset, offset == 0 && block.handle().kind() == Kinds.STRUCT);
    }

    /** A struct inside another one. */
    protected SharedStruct(SharedStruct outer, long offset) {
        this(outer.cells, outer.base + offset, false);
    }

    SharedStruct(Cells cells, long base, boolean whole) {
        this.cells = cells;
        this.base = base;
        this.whole = whole;
    }

    /** A {@code boolean}. */
    protected final boolean getBoolean(long offset) {
        return Atomics.getBoolean(cells.bytes(), base + offset);
    }

    /** Sets a {@code boolean}. */
    protected final void setBoolean(long offset, boolean value) {
        Atomics.setBoolean(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code boolean}, atomically; what was there before comes back. */
    protected final boolean getAndSetBoolean(long offset, boolean value) {
        return Atomics.getAndSetBoolean(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code boolean} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetBoolean(long offset, boolean expected, boolean value) {
        return Atomics.compareAndSetBoolean(cells.bytes(), base + offset, expected, value);
    }

    /** An array of {@code boolean} in this struct: a view, which lives as long as the struct. */
    protected final SharedBooleanArray booleanArray(long offset, long length) {
        return SharedBooleanArray.view(cells, base + offset, length);
    }

    /** A {@code byte}. */
    protected final byte getByte(long offset) {
        return Atomics.getByte(cells.bytes(), base + offset);
    }

    /** Sets a {@code byte}. */
    protected final void setByte(long offset, byte value) {
        Atomics.setByte(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code byte}, atomically; what was there before comes back. */
    protected final byte getAndSetByte(long offset, byte value) {
        return Atomics.getAndSetByte(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code byte} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetByte(long offset, byte expected, byte value) {
        return Atomics.compareAndSetByte(cells.bytes(), base + offset, expected, value);
    }

    /** Adds to a {@code byte}, atomically; what was there before comes back. */
    protected final byte getAndAddByte(long offset, byte delta) {
        return Atomics.getAndAddByte(cells.bytes(), base + offset, delta);
    }

    /** Adds to a {@code byte}, atomically; the sum comes back. */
    protected final byte addAndGetByte(long offset, byte delta) {
        return (byte) (getAndAddByte(offset, delta) + delta);
    }

    /** An array of {@code byte} in this struct: a view, which lives as long as the struct. */
    protected final SharedByteArray byteArray(long offset, long length) {
        return SharedByteArray.view(cells, base + offset, length);
    }

    /** A {@code short}. */
    protected final short getShort(long offset) {
        return Atomics.getShort(cells.bytes(), base + offset);
    }

    /** Sets a {@code short}. */
    protected final void setShort(long offset, short value) {
        Atomics.setShort(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code short}, atomically; what was there before comes back. */
    protected final short getAndSetShort(long offset, short value) {
        return Atomics.getAndSetShort(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code short} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetShort(long offset, short expected, short value) {
        return Atomics.compareAndSetShort(cells.bytes(), base + offset, expected, value);
    }

    /** Adds to a {@code short}, atomically; what was there before comes back. */
    protected final short getAndAddShort(long offset, short delta) {
        return Atomics.getAndAddShort(cells.bytes(), base + offset, delta);
    }

    /** Adds to a {@code short}, atomically; the sum comes back. */
    protected final short addAndGetShort(long offset, short delta) {
        return (short) (getAndAddShort(offset, delta) + delta);
    }

    /** An array of {@code short} in this struct: a view, which lives as long as the struct. */
    protected final SharedShortArray shortArray(long offset, long length) {
        return SharedShortArray.view(cells, base + offset, length);
    }

    /** A {@code char}. */
    protected final char getChar(long offset) {
        return Atomics.getChar(cells.bytes(), base + offset);
    }

    /** Sets a {@code char}. */
    protected final void setChar(long offset, char value) {
        Atomics.setChar(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code char}, atomically; what was there before comes back. */
    protected final char getAndSetChar(long offset, char value) {
        return Atomics.getAndSetChar(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code char} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetChar(long offset, char expected, char value) {
        return Atomics.compareAndSetChar(cells.bytes(), base + offset, expected, value);
    }

    /** Adds to a {@code char}, atomically; what was there before comes back. */
    protected final char getAndAddChar(long offset, int delta) {
        return Atomics.getAndAddChar(cells.bytes(), base + offset, delta);
    }

    /** Adds to a {@code char}, atomically; the sum comes back. */
    protected final char addAndGetChar(long offset, int delta) {
        return (char) (getAndAddChar(offset, delta) + delta);
    }

    /** An array of {@code char} in this struct: a view, which lives as long as the struct. */
    protected final SharedCharArray charArray(long offset, long length) {
        return SharedCharArray.view(cells, base + offset, length);
    }

    /** A {@code int}. */
    protected final int getInt(long offset) {
        return Atomics.getInt(cells.bytes(), base + offset);
    }

    /** Sets a {@code int}. */
    protected final void setInt(long offset, int value) {
        Atomics.setInt(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code int}, atomically; what was there before comes back. */
    protected final int getAndSetInt(long offset, int value) {
        return Atomics.getAndSetInt(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code int} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetInt(long offset, int expected, int value) {
        return Atomics.compareAndSetInt(cells.bytes(), base + offset, expected, value);
    }

    /** Adds to a {@code int}, atomically; what was there before comes back. */
    protected final int getAndAddInt(long offset, int delta) {
        return Atomics.getAndAddInt(cells.bytes(), base + offset, delta);
    }

    /** Adds to a {@code int}, atomically; the sum comes back. */
    protected final int addAndGetInt(long offset, int delta) {
        return getAndAddInt(offset, delta) + delta;
    }

    /** An array of {@code int} in this struct: a view, which lives as long as the struct. */
    protected final SharedIntArray intArray(long offset, long length) {
        return SharedIntArray.view(cells, base + offset, length);
    }

    /** A {@code long}. */
    protected final long getLong(long offset) {
        return Atomics.getLong(cells.bytes(), base + offset);
    }

    /** Sets a {@code long}. */
    protected final void setLong(long offset, long value) {
        Atomics.setLong(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code long}, atomically; what was there before comes back. */
    protected final long getAndSetLong(long offset, long value) {
        return Atomics.getAndSetLong(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code long} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetLong(long offset, long expected, long value) {
        return Atomics.compareAndSetLong(cells.bytes(), base + offset, expected, value);
    }

    /** Adds to a {@code long}, atomically; what was there before comes back. */
    protected final long getAndAddLong(long offset, long delta) {
        return Atomics.getAndAddLong(cells.bytes(), base + offset, delta);
    }

    /** Adds to a {@code long}, atomically; the sum comes back. */
    protected final long addAndGetLong(long offset, long delta) {
        return getAndAddLong(offset, delta) + delta;
    }

    /** An array of {@code long} in this struct: a view, which lives as long as the struct. */
    protected final SharedLongArray longArray(long offset, long length) {
        return SharedLongArray.view(cells, base + offset, length);
    }

    /** A {@code float}. */
    protected final float getFloat(long offset) {
        return Atomics.getFloat(cells.bytes(), base + offset);
    }

    /** Sets a {@code float}. */
    protected final void setFloat(long offset, float value) {
        Atomics.setFloat(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code float}, atomically; what was there before comes back. */
    protected final float getAndSetFloat(long offset, float value) {
        return Atomics.getAndSetFloat(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code float} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetFloat(long offset, float expected, float value) {
        return Atomics.compareAndSetFloat(cells.bytes(), base + offset, expected, value);
    }

    /** Adds to a {@code float}, atomically; what was there before comes back. */
    protected final float getAndAddFloat(long offset, float delta) {
        return Atomics.getAndAddFloat(cells.bytes(), base + offset, delta);
    }

    /** Adds to a {@code float}, atomically; the sum comes back. */
    protected final float addAndGetFloat(long offset, float delta) {
        return getAndAddFloat(offset, delta) + delta;
    }

    /** An array of {@code float} in this struct: a view, which lives as long as the struct. */
    protected final SharedFloatArray floatArray(long offset, long length) {
        return SharedFloatArray.view(cells, base + offset, length);
    }

    /** A {@code double}. */
    protected final double getDouble(long offset) {
        return Atomics.getDouble(cells.bytes(), base + offset);
    }

    /** Sets a {@code double}. */
    protected final void setDouble(long offset, double value) {
        Atomics.setDouble(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code double}, atomically; what was there before comes back. */
    protected final double getAndSetDouble(long offset, double value) {
        return Atomics.getAndSetDouble(cells.bytes(), base + offset, value);
    }

    /** Sets a {@code double} if it is {@code expected}, atomically; whether it was. */
    protected final boolean compareAndSetDouble(long offset, double expected, double value) {
        return Atomics.compareAndSetDouble(cells.bytes(), base + offset, expected, value);
    }

    /** Adds to a {@code double}, atomically; what was there before comes back. */
    protected final double getAndAddDouble(long offset, double delta) {
        return Atomics.getAndAddDouble(cells.bytes(), base + offset, delta);
    }

    /** Adds to a {@code double}, atomically; the sum comes back. */
    protected final double addAndGetDouble(long offset, double delta) {
        return getAndAddDouble(offset, delta) + delta;
    }

    /** An array of {@code double} in this struct: a view, which lives as long as the struct. */
    protected final SharedDoubleArray doubleArray(long offset, long length) {
        return SharedDoubleArray.view(cells, base + offset, length);
    }

    /** A handle in a global. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the generated accessor has the type of the field
    protected final <T> T getHandle(long offset) {
        return (T) cells.handle(base + offset);
    }

    /** The first value of a global that is a handle; {@code name} is that of its field. */
    protected final void setHandle(long offset, String name, @Nullable Object handle) {
        cells.setHandle(base + offset, handle, name);
    }

    /** As above; if the field has no first value, it gets a new one. */
    protected final <T extends AutoCloseable> void setHandle(
            long offset, String name, @Nullable T handle, Supplier<T> create) {
        setHandle(offset, name, handle == null ? cells.made(create.get()) : handle);
    }

    /** A text of at most {@code maxBytes} bytes of UTF-8. */
    protected final String getText(long offset, int maxBytes) {
        return TextCells.get(cells, base + offset, maxBytes);
    }

    /** Sets a text. */
    protected final void setText(long offset, int maxBytes, String value) {
        TextCells.set(cells, base + offset, maxBytes, value);
    }

    /**
     * The lock that belongs to the struct, for changes of more than one step; a struct in a struct has that of the whole.
     * Nothing takes it by itself.
     */
    public final Lock guard() {
        return cells.guard();
    }

    /** Closes it for all processes; its memory returns when the last of them has let go of it. A struct in a struct stays. */
    @Override
    public void close() {
        if (whole) {
            cells.close();
        }
    }

    final Cells cells() {
        return cells;
    }

    final void become(Cells found) {
        cells = found;
    }

    final long base() {
        return base;
    }

    /** Equal are handles of the same struct. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof SharedStruct struct
                && struct.getClass() == getClass()
                && struct.base == base
                && struct.cells.handle().equals(cells.handle());
    }

    @Override
    public final int hashCode() {
        return cells.handle().hashCode() + Long.hashCode(base);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + cells.describe() + (base == 0 ? "" : "+" + base);
    }
}
