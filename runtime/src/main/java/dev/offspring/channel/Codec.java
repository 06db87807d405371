package dev.offspring.channel;

import com.esotericsoftware.kryo.Serializer;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Types;
import java.util.List;

/**
 * How a channel's elements become bytes, and bytes elements. A channel of one type says its id once, and no message does; one
 * of {@value #ANY} takes everything that travels.
 *
 * <p>What a message needs is {@linkplain Idle used again}.
 */
final class Codec<E> {
    static final int ANY = 0;

    /** A buffer that has grown beyond this is not kept. */
    private static final int LARGEST_KEPT = 1 << 20;

    private final Serializer<E> serializer;
    private final int id;
    private final Idle<Writer> writers = new Idle<>(Writer::new);
    private final Idle<Reader> readers = new Idle<>(Reader::new);

    /** What one put needs. */
    static final class Writer {
        final Encoder encoder = new Encoder();
        final Outgoing message = new Outgoing();
    }

    /** What one take needs. */
    static final class Reader {
        final Decoder decoder = new Decoder();
        final Incoming message = new Incoming();
    }

    private Codec(Serializer<E> serializer, int id) {
        this.serializer = serializer;
        this.id = id;
    }

    @SuppressWarnings("unchecked") // what is read is what was written: the compiler has seen to it there
    static <E> Codec<E> any() {
        return new Codec<>((Serializer<E>) Serializers.any(), ANY);
    }

    static <E> Codec<E> of(Class<? super E> type, Serializer<E> serializer) {
        return new Codec<>(serializer, Types.id(type));
    }

    /** The codec of a channel that another process has made. */
    @SuppressWarnings("unchecked") // as above
    static <E> Codec<E> of(int id) {
        return id == ANY ? any() : new Codec<>((Serializer<E>) Types.serializer(id), id);
    }

    int id() {
        return id;
    }

    Reader reader() {
        return readers.take();
    }

    /**
     * A message of {@code element}.
     *
     * @throws TransferException if it cannot be encoded
     */
    Writer encode(E element) {
        Writer writer = writers.take();
        Encoder encoder = writer.encoder;
        encoder.clear();
        boolean encoded = false;
        try {
            encoder.write(serializer, element);
            writer.message.encoded(encoder.getBuffer(), 0, encoder.position(), encoder.parcel());
            encoded = true;
            return writer;
        } finally {
            if (!encoded) {
                encoder.close(); // what it has borrowed is put in order there
            }
        }
    }

    void giveBack(Writer writer) {
        writer.message.forget();
        if (writer.encoder.getBuffer().length <= LARGEST_KEPT) {
            writers.giveBack(writer);
        } else {
            writer.encoder.close();
        }
    }

    /** Decodes the message that the reader has taken out of {@code stream}, and gives the reader back. */
    E decode(Reader reader, Stream stream) {
        Incoming message = reader.message;
        boolean done = false;
        try {
            E element = decode(message, reader.decoder, stream);
            done = true;
            return element;
        } finally {
            stream.drop(message);
            if (done) {
                giveBack(reader);
            } else {
                reader.decoder.close();
            }
        }
    }

    /** Decodes one of several messages that were taken out of {@code stream}. */
    E decode(Incoming message, Stream stream) {
        Reader reader = readers.take();
        boolean done = false;
        try {
            E element = decode(message, reader.decoder, stream);
            done = true;
            return element;
        } finally {
            stream.drop(message);
            if (done) {
                giveBack(reader);
            } else {
                reader.decoder.close();
            }
        }
    }

    private E decode(Incoming message, Decoder decoder, Stream stream) {
        message.check();
        if (message.isRaw()) {
            throw new TransferException("a message of " + message.contentBytes()
                    + " raw bytes was received as a value: sendBytes() goes" + " with receiveBytes()");
        }
        message.toHeap(stream);
        decoder.readFrom(message.bytes, message.offset, message.length);
        boolean done = false;
        try {
            E element = decoder.read(serializer);
            if (element == null) {
                throw new TransferException("a message is corrupt: it is a null, which nobody can put");
            }
            done = true;
            return element;
        } finally {
            List<AutoCloseable> moved = decoder.takeReceived();
            if (!done) {
                moved.forEach(Codec::close);
            }
        }
    }

    /** What moved with a message that cannot be decoded as a whole has come to nobody. */
    private static void close(AutoCloseable moved) {
        try {
            moved.close();
        } catch (Exception e) {
            throw new AssertionError("an end of a pipe cannot be closed", e);
        }
    }

    void giveBack(Reader reader) {
        if (reader.message.bytes.length <= LARGEST_KEPT) {
            readers.giveBack(reader);
        } else {
            reader.decoder.close();
        }
    }

    @Override
    public String toString() {
        return id == ANY ? "" : "of type " + Integer.toHexString(id);
    }

    /** Where a channel's block says which codec it has. */
    static int idIn(Block block, long at) {
        return Words.getInt(block.segment(), at);
    }
}
