package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Parcel;
import dev.offspring.memory.Session;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message being written, in a buffer that grows. For one thread; close it to give back what it has borrowed.
 *
 * <p>A {@code Kryo} object is borrowed only when a serialiser of the user's own needs one.
 */
public final class Encoder extends Output implements AutoCloseable {
    /** What stands before a message that carries something. */
    static final int PARCEL_BYTES = Long.BYTES + Integer.BYTES;

    private static final int FIRST_BYTES = 256;

    /** An array has at most so many elements, less what stands before a message. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8 - 1 - PARCEL_BYTES;

    private @Nullable Kryo kryo;
    private @Nullable List<Handle> carried;
    private @Nullable List<Runnable> moves;
    private @Nullable Parcel sealed;

    /** An empty message. */
    public Encoder() {
        this(FIRST_BYTES);
    }

    /** An empty message of which {@code bytes} are expected. */
    public Encoder(int bytes) {
        super(bytes, MOST_BYTES);
    }

    /** The {@code Kryo} that this message is encoded with. */
    public Kryo kryo() {
        Kryo borrowed = kryo;
        if (borrowed == null) {
            borrowed = Kryos.borrow();
            kryo = borrowed;
        }
        return borrowed;
    }

    /**
     * Writes a value, which may be null.
     *
     * @throws TransferException if it cannot be encoded
     */
    public <T> void write(Serializer<? super T> serializer, @Nullable T value) {
        int start = position;
        boolean written = false;
        try {
            Wire.write(kryo, this, serializer, value);
            written = true;
        } catch (TransferException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw Failures.tooDeep(value);
        } catch (OutOfMemoryError e) {
            capacity = buffer.length; // Kryo believes in the larger one that it did not get
            throw Failures.tooLarge(value, total(), e);
        } catch (KryoException e) {
            TransferException known = Failures.transferException(e);
            throw known != null ? known : Failures.byKryo(value, e);
        } catch (RuntimeException e) {
            throw Failures.whileEncoding(value, e);
        } finally {
            position = written ? position : start; // half a value is none
        }
    }

    /**
     * Room for so many bytes more, and no more, before a large array is written. Kryo would ask for it piece by piece, copy the message
     * each time, and end with a power of two. Nothing of {@code Output} is overridden for that: its methods, which every small value goes
     * through, would be virtual then.
     *
     * @throws KryoException if no message can be as long
     */
    void room(long bytes) {
        long wanted = position + bytes;
        if (wanted > maxCapacity) {
            throw new KryoBufferOverflowException("a message has at most " + maxCapacity + " bytes, not " + bytes
                    + " after " + position + " others; send parts, or share the data in memory");
        }
        // Else Kryo doubles it, so that many small ones are not copied again and again.
        if (wanted > capacity + (capacity >> 1)) {
            byte[] larger = new byte[(int) wanted];
            System.arraycopy(buffer, 0, larger, 0, position);
            buffer = larger;
            capacity = larger.length;
        }
    }

    /** The message carries this handle. */
    public void carry(Handle handle) {
        List<Handle> known = carried;
        if (known == null) {
            known = new ArrayList<>();
            carried = known;
        }
        known.add(handle);
    }

    /** Something that the message carries has a single place: when it has left, {@code move} takes it away from here. */
    public void moving(Runnable move) {
        List<Runnable> known = moves;
        if (known == null) {
            known = new ArrayList<>();
            moves = known;
        }
        known.add(move);
    }

    /** The handles that the message carries. */
    public List<Handle> carried() {
        List<Handle> known = carried;
        return known == null ? List.of() : Collections.unmodifiableList(known);
    }

    /**
     * The message with its parcel, for a single reader. What it carries is kept until that has closed its
     * {@link Decoder#ofMessage}, or somebody has {@linkplain Decoder#discard discarded} the message; but no longer than this
     * process lives and refers to this encoder, unless the message was {@linkplain #handOver handed over}.
     */
    public byte[] toMessage() {
        Parcel made = parcel();
        sealed = made;
        if (made == null) {
            byte[] bytes = new byte[1 + position];
            System.arraycopy(buffer, 0, bytes, 1, position);
            return bytes;
        }
        Handle handle = made.block().handle();
        ByteBuffer bytes = ByteBuffer.allocate(1 + PARCEL_BYTES + position);
        return bytes.put((byte) 1)
                .putLong(handle.offset())
                .putInt(handle.generation())
                .put(buffer, 0, position)
                .array();
    }

    /** From now on what {@link #toMessage()} gave is kept although this process may end before it is read. */
    public void handOver() {
        Parcel left = sealed;
        if (left != null) {
            sealed = null;
            Session.current().sent(left.block().handle());
            left.block().detach();
        }
    }

    /** What {@link #toMessage()} gave has been read or discarded: it keeps nothing any more. */
    public void letGo() {
        Parcel left = sealed;
        if (left != null) {
            sealed = null;
            left.block().detach();
        }
    }

    /** A parcel of what the message carries; null if it carries nothing. This process is attached to it. */
    public @Nullable Parcel parcel() {
        List<Handle> known = carried;
        return known == null ? null : Parcel.of(known);
    }

    /** The message has left: what moves with it is no longer here. */
    public void sent() {
        List<Runnable> known = moves;
        moves = null;
        carried = null;
        if (known != null) {
            known.forEach(Runnable::run);
        }
    }

    /** Nothing is written, and nothing carried: for another message. */
    public void clear() {
        reset();
        moves = null;
        carried = null;
    }

    /** The message's bytes so far. */
    @Override
    public byte[] toBytes() {
        return super.toBytes();
    }

    /** Gives back the {@code Kryo}; the message itself remains. */
    @Override
    public void close() {
        Kryo borrowed = kryo;
        if (borrowed != null) {
            kryo = null;
            Kryos.giveBack(borrowed);
        }
    }
}
