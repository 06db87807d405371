package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Parcel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message being read. For one thread; close it to give back what it has borrowed.
 *
 * <p>The message is a stranger's: whatever length it claims is checked against the bytes that are there before anything
 * is allocated, and whatever is wrong with it is a {@link TransferException}.
 */
public final class Decoder extends Input implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private @Nullable Kryo kryo;
    private @Nullable Parcel parcel;
    private @Nullable List<AutoCloseable> received;

    /** No message yet: see {@link #read(byte[], int)}. */
    public Decoder() {
        super(NOTHING);
    }

    /** What {@link Encoder#toMessage} gave. Closing it closes the parcel. */
    public static Decoder ofMessage(byte[] message) {
        Decoder decoder = new Decoder(message);
        if (decoder.readByte() != 0) {
            byte[] from = decoder.readBytes(Encoder.PARCEL_BYTES);
            ByteBuffer where = ByteBuffer.wrap(from);
            try {
                decoder.parcel = Parcel.at(where.getLong(), where.getInt());
            } catch (ClosedHandleException e) {
                // It was read before; what it carried may be there still.
            }
        }
        return decoder;
    }

    /** Nobody will read this message, or it has been read. Twice is harmless. */
    public static void discard(byte[] message) {
        if (message.length > Encoder.PARCEL_BYTES && message[0] != 0) {
            ofMessage(message).close();
        }
    }

    /** What was read has a single place, which is here from now on: whoever reads the message decides when it ends. */
    public void received(AutoCloseable thing) {
        List<AutoCloseable> known = received;
        if (known == null) {
            known = new ArrayList<>();
            received = known;
        }
        known.add(thing);
    }

    /** What {@link #received} was told of. */
    public List<AutoCloseable> received() {
        List<AutoCloseable> known = received;
        return known == null ? List.of() : known;
    }

    /** As {@link #received()}, which is empty from now on. */
    public List<AutoCloseable> takeReceived() {
        List<AutoCloseable> known = received();
        received = null;
        return known;
    }

    /** From now on it reads the first {@code length} of these bytes. */
    public void read(byte[] bytes, int length) {
        readFrom(bytes, 0, length);
    }

    /** From now on it reads {@code length} of these bytes, from {@code offset} on. */
    public void readFrom(byte[] bytes, int offset, int length) {
        received = null;
        setBuffer(bytes, offset, length);
    }

    /** A message of these bytes. */
    public Decoder(byte[] bytes) {
        super(bytes);
    }

    /** A message of {@code length} of these bytes. */
    public Decoder(byte[] bytes, int offset, int length) {
        super(bytes, offset, length);
    }

    /** The {@code Kryo} that this message is decoded with. */
    public Kryo kryo() {
        Kryo borrowed = kryo;
        if (borrowed == null) {
            borrowed = Kryos.borrow();
            kryo = borrowed;
        }
        return borrowed;
    }

    /**
     * Reads a value, which may be null.
     *
     * @throws TransferException if it cannot be decoded
     */
    // The type argument says whether the value may be null.
    @SuppressWarnings("NullAway")
    public <T> T read(Serializer<T> serializer) {
        try {
            return Wire.read(kryo, this, serializer);
        } catch (TransferException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new TransferException("a message cannot be decoded: it is nested too deeply");
        } catch (OutOfMemoryError e) {
            throw new TransferException("a message does not fit into this process's heap: give it more with -Xmx", e);
        } catch (KryoException e) {
            TransferException known = Failures.transferException(e);
            throw known != null ? known : new TransferException("a message cannot be decoded: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new TransferException("a message cannot be decoded: " + e, e);
        }
    }

    @Override
    public void close() {
        Parcel open = parcel;
        if (open != null) {
            parcel = null;
            open.close();
        }
        Kryo borrowed = kryo;
        if (borrowed != null) {
            kryo = null;
            Kryos.giveBack(borrowed);
        }
    }

    @Override
    protected int require(int required) {
        int left = limit - position;
        if (required > left || required < 0) {
            throw new TransferException("a message is cut short: " + required + " bytes are wanted at " + position
                    + ", but it ends at " + limit);
        }
        return left;
    }

    /** The string that was written, or null if that was null. */
    // Kryo's own allocates as many chars as the message claims.
    @Override
    @SuppressWarnings("NullAway")
    public String readString() {
        int start = position;
        if (start < limit && (buffer[start] & 0x80) != 0) {
            int claimed = readVarIntFlag(true);
            position = start;
            if (claimed > limit - start) {
                throw new TransferException("a message is corrupt: it claims a text of " + claimed
                        + " characters, but only " + (limit - start) + " bytes are left");
            }
        }
        return super.readString();
    }

    @Override
    public StringBuilder readStringBuilder() {
        return new StringBuilder(readString());
    }

    @Override
    public byte[] readBytes(int length) {
        return super.readBytes(Wire.checkedCount(this, length, Byte.BYTES));
    }

    @Override
    public int[] readInts(int length) {
        return super.readInts(Wire.checkedCount(this, length, Integer.BYTES));
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        return super.readInts(Wire.checkedCount(this, length, 1), optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        return super.readLongs(Wire.checkedCount(this, length, Long.BYTES));
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        return super.readLongs(Wire.checkedCount(this, length, 1), optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        return super.readFloats(Wire.checkedCount(this, length, Float.BYTES));
    }

    @Override
    public double[] readDoubles(int length) {
        return super.readDoubles(Wire.checkedCount(this, length, Double.BYTES));
    }

    @Override
    public short[] readShorts(int length) {
        return super.readShorts(Wire.checkedCount(this, length, Short.BYTES));
    }

    @Override
    public char[] readChars(int length) {
        return super.readChars(Wire.checkedCount(this, length, Character.BYTES));
    }

    @Override
    public boolean[] readBooleans(int length) {
        return super.readBooleans(Wire.checkedCount(this, length, 1));
    }
}
