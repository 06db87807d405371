package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import org.jspecify.annotations.Nullable;

/**
 * A message being written, in a buffer that grows. For one thread; close it to give back what it has borrowed.
 *
 * <p>A {@code Kryo} object is borrowed only when the first value comes that needs one.
 */
public final class Encoder extends Output implements AutoCloseable {
    private static final int FIRST_BYTES = 256;

    private @Nullable Kryo kryo;

    /** An empty message. */
    public Encoder() {
        this(FIRST_BYTES);
    }

    /** An empty message of which {@code bytes} are expected. */
    public Encoder(int bytes) {
        super(bytes, -1);
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
    // A stub that needs no Kryo does not look at it.
    @SuppressWarnings("NullAway")
    public <T> void write(Serializer<? super T> serializer, @Nullable T value) {
        int start = position;
        boolean written = false;
        try {
            Wire.write(Stub.needsKryo(serializer) ? kryo() : null, this, serializer, value);
            written = true;
        } catch (TransferException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw Failures.tooDeep(value);
        } catch (OutOfMemoryError e) {
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
