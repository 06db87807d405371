package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import org.jspecify.annotations.Nullable;

/**
 * References in a message: a byte that says whether there is a value, and the value.
 *
 * <p>For generated serialisers, which call these for every component that may be null.
 */
public final class Wire {
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private Wire() {}

    /** Writes {@code value}, which may be null. */
    public static <T> void write(@Nullable Kryo kryo, Output out, Serializer<? super T> serializer, @Nullable T value) {
        if (serializer.getAcceptsNull()) {
            writePresent(kryo, out, serializer, value);
        } else if (value == null) {
            out.writeByte(ABSENT);
        } else {
            out.writeByte(PRESENT);
            serializer.write(kryo, out, value);
        }
    }

    // A serialiser that accepts null says so at run time, which no annotation of its type can.
    @SuppressWarnings("NullAway")
    private static <T> void writePresent(
            @Nullable Kryo kryo, Output out, Serializer<? super T> serializer, @Nullable T value) {
        serializer.write(kryo, out, value);
    }

    /** Reads what {@link #write} wrote. */
    // Kryo's parameter is the class that a serialiser of many classes should make: ours know theirs.
    @SuppressWarnings("NullAway")
    public static <T> @Nullable T read(@Nullable Kryo kryo, Input in, Serializer<T> serializer) {
        if (serializer.getAcceptsNull()) {
            return serializer.read(kryo, in, null);
        }
        byte marker = in.readByte();
        return switch (marker) {
            case ABSENT -> null;
            case PRESENT -> serializer.read(kryo, in, null);
            default -> throw new TransferException("a message is corrupt: " + marker + " stands where a value begins");
        };
    }

    /**
     * Checks a count that a message claims against the bytes that are there: each element takes at least one.
     *
     * @throws TransferException if there cannot be as many
     */
    static int checkedCount(Input in, int count, int bytesEach) {
        long left = (long) in.limit() - in.position();
        if (count < 0 || (long) count * bytesEach > left) {
            throw new TransferException(
                    "a message is corrupt: it claims " + count + " elements, but only " + left + " bytes are left");
        }
        return count;
    }
}
