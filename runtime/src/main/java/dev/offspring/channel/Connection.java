package dev.offspring.channel;

import dev.offspring.error.BrokenPipeException;
import dev.offspring.error.BufferTooSmallException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import dev.offspring.sync.Gate;
import dev.offspring.sync.Timeouts;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An end of a {@link Pipe}: Python's {@code multiprocessing.connection.Connection}.
 *
 * <p>What is sent here is received there, message by message, in that order: messages are never merged or split, and one of no
 * bytes is one too. Values are encoded by whoever sends them, before anything else happens, and decoded by whoever receives
 * them, as in a {@link Queue}. Sending never waits: what nobody has received yet lies in shared memory. Any thread of any
 * process that holds the end may use it; several of them share the messages among them.
 *
 * <p><b>Ends move.</b> An end is where it was last sent: an argument of a task, or a part of a message, is not here any more
 * when it has left, and using it here is an error. Who wants to keep it passes {@link #share()}. An end that came as an argument
 * is closed when its task ends.
 *
 * <p><b>The end.</b> When all who hold one end have closed it or died, however they died, and it is not on its way in any
 * message either, then {@link #receive()} at the other gives what had been sent, and then {@link EndOfStreamException}, and
 * {@link #send} throws {@link BrokenPipeException}. A close is known at once; a death within 200 ms to who waits, and to who sends
 * after another MiB at the latest (a message counts 64 bytes more than it has). What a process had received when it died is lost
 * with it, what had been sent is not; a process that is stopped holds its end. To close an end while another thread of this process
 * waits at it ends that wait with {@link ClosedHandleException}.
 */
public final class Connection<T> implements Selectable, AutoCloseable {

    /** After so many bytes a sender looks whether the receiver still lives. */
    private static final long LOOK_BYTES = 1 << 20;

    private static final int LONGEST_LIKELY = 16 << 20;
    private static final int NOT_INLINE = 64;

    private final Session session = Session.current();
    private final Block end;
    private final Block pipe;
    private final Codec<T> codec;
    private final boolean second;
    private final boolean simplex;
    private final Spares spares;
    private final Stream in;
    private final Stream out;
    private final Handle peer;
    private final Stream.Ending ending = new PeerGone();
    private final Idle<Frames> batches = new Idle<>(Frames::new);
    private volatile @Nullable String gone;
    private long unlooked;

    /** How long the last message was that became an array, and the next one is likely to be: hints. */
    private int lastBytes;

    private int likelyBytes;

    Connection(Block end, Block pipe, Codec<T> codec) {
        this.end = end;
        this.pipe = pipe;
        this.codec = codec;
        this.second = Words.getInt(end.segment(), PipeLayout.IS_SECOND) != 0;
        this.simplex = Words.getInt(pipe.segment(), PipeLayout.SIMPLEX) != 0;
        this.spares = new Spares(pipe, PipeLayout.TO_SECOND);
        Stream toSecond = new Stream(pipe, PipeLayout.TO_SECOND, spares);
        Stream toFirst = new Stream(pipe, PipeLayout.TO_FIRST, spares);
        this.in = second ? toSecond : toFirst;
        this.out = second ? toFirst : toSecond;
        long at = second ? PipeLayout.FIRST_END : PipeLayout.SECOND_END;
        this.peer = new Handle(
                end.handle().session(),
                Words.getVolatile(pipe.segment(), at),
                (int) Words.getVolatile(pipe.segment(), at + Long.BYTES),
                Kinds.CONNECTION);
    }

    /** The end that has come here. */
    static <T> Connection<T> of(Block end, Block pipe) {
        return new Connection<>(end, pipe, Codec.of(Codec.idIn(pipe, PipeLayout.CODEC)));
    }

    private final class PeerGone implements Stream.Ending {
        @Override
        public boolean isOver() {
            return gone != null || !session.isOpen(peer);
        }

        @Override
        public boolean isOverForCertain() {
            return gone != null || isPeerGone();
        }
    }

    private boolean isPeerGone() {
        if (!session.isOpen(peer)) {
            return true;
        }
        if (!session.closeIfForgotten(peer, PipeLayout.TRAVELLED)) {
            return false;
        }
        over(out);
        return true;
    }

    /** Whether it can receive: of a simplex pipe only the first end. */
    public boolean isReadable() {
        return !simplex || !second;
    }

    /** Whether it can send: of a simplex pipe only the second end. */
    public boolean isWritable() {
        return !simplex || second;
    }

    /** Whether it was closed here, or has moved away. */
    public boolean isClosed() {
        return gone != null;
    }

    void checkHere() {
        String where = gone;
        if (where != null) {
            throw new ClosedHandleException(this + where);
        }
    }

    private void checkWritable() {
        checkHere();
        if (!isWritable()) {
            throw new UnsupportedOperationException(
                    "the first end of a simplex pipe receives only: send at the second, or make the pipe with duplex()");
        }
        if (!session.isOpen(peer)) {
            throw broken();
        }
    }

    private void checkReadable() {
        checkHere();
        if (!isReadable()) {
            throw new UnsupportedOperationException(
                    "the second end of a simplex pipe sends only: receive at the first, or make the pipe with duplex()");
        }
    }

    private BrokenPipeException broken() {
        return new BrokenPipeException(this + " cannot send: nobody holds the other end any more");
    }

    private EndOfStreamException endOfStream() {
        return new EndOfStreamException(this
                + " is at its end: all that was sent has been received, and nobody holds the" + " other end any more");
    }

    /**
     * Sends a value. Does not wait.
     *
     * @throws BrokenPipeException if nobody holds the other end any more
     * @throws TransferException if it cannot be encoded; nothing was sent
     */
    public void send(T value) {
        Objects.requireNonNull(value, "a connection takes no null; an Optional says that there is nothing");
        checkWritable();
        Codec.Writer writer = codec.encode(value);
        put(writer.message);
        writer.encoder.sent();
        codec.giveBack(writer);
    }

    private void put(Outgoing message) {
        long bytes = message.contentBytes() + message.blockLength + NOT_INLINE;
        Stream.Put put;
        try {
            put = out.put(message, Waiting.FOREVER, false);
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
        if (put != Stream.Put.DONE) {
            throw broken();
        }
        look(bytes);
    }

    private void look(long bytes) {
        unlooked += bytes; // a hint: threads may lose some of it
        if (unlooked > LOOK_BYTES) {
            unlooked = 0;
            if (isPeerGone()) {
                throw broken();
            }
        }
    }

    /** Sends bytes as one message. Does not wait. */
    public void sendBytes(byte[] bytes) {
        sendBytes(bytes, 0, bytes.length);
    }

    /**
     * Sends a part of an array as one message.
     *
     * @throws IndexOutOfBoundsException if there is no such part
     */
    public void sendBytes(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkWritable();
        Outgoing message = new Outgoing();
        message.raw(bytes, offset, length);
        put(message);
    }

    /** Sends the buffer's remaining bytes as one message; it has none remaining then. */
    public void sendBytes(ByteBuffer bytes) {
        sendBytes(MemorySegment.ofBuffer(bytes));
        bytes.position(bytes.limit());
    }

    /** Sends a segment's bytes as one message. */
    public void sendBytes(MemorySegment bytes) {
        checkWritable();
        Outgoing message = new Outgoing();
        message.raw(bytes);
        put(message);
    }

    /**
     * Sends the bytes of each segment as one message, as many as possible at once: faster than one by one. If one fails, those
     * before it have been sent.
     */
    public void sendAllBytes(List<MemorySegment> messages) {
        checkWritable();
        Frames frames = batches.take();
        try {
            for (MemorySegment bytes : messages) {
                if (bytes.byteSize() > Stream.LONGEST_INLINE) {
                    putAll(frames);
                    sendBytes(bytes);
                } else {
                    frames.addRaw(bytes);
                }
                if (frames.isFull()) {
                    putAll(frames);
                }
            }
        } finally {
            putAll(frames); // also what stands before one that cannot be read
        }
        batches.giveBack(frames);
    }

    private void putAll(Frames frames) {
        long bytes = 0;
        try {
            while (!frames.isEmpty()) {
                int sent = out.putSome(frames, Waiting.FOREVER, false);
                if (sent == 0) {
                    throw broken();
                }
                bytes += (long) sent * NOT_INLINE;
            }
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
        look(bytes + frames.clear());
    }

    /** Sends on what was received: without a copy, if it came without one. It is closed then. */
    public void sendBytes(Message received) {
        checkWritable();
        Block block = received.release();
        if (block == null) {
            sendBytes(received.segment());
        } else {
            send(block, received.size());
        }
    }

    /** Memory for a message of {@code bytes} that is written in place. */
    public Loan loan(long bytes) {
        checkWritable();
        if (bytes < 0) {
            throw new IllegalArgumentException("a message of " + bytes + " bytes cannot be lent");
        }
        return new Loan(this, out, out.borrow(bytes), bytes);
    }

    void send(Block block, long bytes) {
        boolean writable = false;
        try {
            checkWritable();
            writable = true;
        } finally {
            if (!writable) {
                out.giveBack(block);
            }
        }
        Outgoing message = new Outgoing();
        message.raw(block, bytes);
        put(message);
    }

    /**
     * Receives the next value, waiting for it.
     *
     * @throws EndOfStreamException if none will come any more
     * @throws TransferException if it cannot be decoded, or is raw bytes; it is gone, and the next one is as good as ever
     */
    public T receive() throws InterruptedException {
        return codec.decode(next(), in);
    }

    /**
     * As {@link #receive()}, for a while.
     *
     * @throws TimeoutException if none came in that time
     */
    public T receive(Duration timeout) throws InterruptedException, TimeoutException {
        Codec.Reader reader = nextWithin(Timeouts.nanos(timeout));
        if (reader == null && ending.isOver()) {
            reader = nextWithin(0); // sent just before the end
            if (reader == null) {
                throw endOfStream();
            }
        }
        if (reader == null) {
            throw new TimeoutException(this + " has received nothing for " + timeout.toMillis() + " ms");
        }
        return codec.decode(reader, in);
    }

    private Codec.Reader next() throws InterruptedException {
        Codec.Reader reader = nextWithin(Waiting.FOREVER);
        if (reader == null) {
            throw endOfStream();
        }
        return reader;
    }

    private Codec.@Nullable Reader nextWithin(long timeoutNanos) throws InterruptedException {
        checkReadable();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Codec.Reader reader = codec.reader();
        boolean taken = false;
        try {
            taken = in.take(reader.message, timeoutNanos, true, ending);
        } finally {
            if (!taken) {
                codec.giveBack(reader);
            }
        }
        if (!taken) {
            checkHere();
        }
        return taken ? reader : null;
    }

    /**
     * Waits until there is something to receive, without receiving it: a message, or the end. True also again, until it is
     * received.
     *
     * @param timeout zero or less does not wait
     */
    public boolean poll(Duration timeout) throws InterruptedException {
        checkReadable();
        boolean ready = in.awaitNext(Timeouts.nanos(timeout), true, ending) || ending.isOver();
        checkHere();
        return ready;
    }

    /** Whether there is something to receive now. */
    public boolean poll() throws InterruptedException {
        return poll(Duration.ZERO);
    }

    /** Receives the bytes of the next message, waiting for it. */
    public byte[] receiveBytes() throws InterruptedException {
        // To make a long array takes as long as to fill it, and who must wait has the time.
        byte[] likely = likelyBytes > 0 && !in.mayHaveNext() ? new byte[likelyBytes] : null;
        Codec.Reader reader = nextRaw();
        Incoming message = reader.message;
        try {
            byte[] bytes = message.toArray(likely);
            boolean again = message.block != null && bytes.length == lastBytes;
            likelyBytes = again && bytes.length <= LONGEST_LIKELY ? bytes.length : 0;
            lastBytes = bytes.length;
            return bytes;
        } finally {
            in.drop(message);
            codec.giveBack(reader);
        }
    }

    /**
     * Receives the bytes of the next message into the buffer, from its position on, which moves; how many they were.
     *
     * @throws BufferTooSmallException if there were more; it has them, and the buffer is as it was
     */
    public int receiveBytes(ByteBuffer into) throws InterruptedException {
        if (into.isReadOnly()) {
            throw new IllegalArgumentException("a buffer that can only be read cannot receive a message");
        }
        int count = (int) receiveBytes(MemorySegment.ofBuffer(into));
        into.position(into.position() + count);
        return count;
    }

    /**
     * Receives the bytes of the next message into the beginning of the segment; how many they were.
     *
     * @throws BufferTooSmallException if there were more; it has them, and the segment is as it was
     */
    public long receiveBytes(MemorySegment into) throws InterruptedException {
        if (into.isReadOnly()) {
            throw new IllegalArgumentException("a segment that can only be read cannot receive a message");
        }
        Codec.Reader reader = nextRaw();
        Incoming message = reader.message;
        try {
            long count = message.contentBytes();
            if (count > into.byteSize()) {
                throw new BufferTooSmallException(
                        "a message of " + count + " bytes was received into a buffer of " + into.byteSize()
                                + "; this exception has it: bytes()",
                        message.toArray(null));
            }
            Block block = message.block;
            if (block != null) {
                MemorySegment.copy(block.segment(), 0, into, 0, count);
            } else {
                MemorySegment.copy(message.bytes, message.offset, into, ValueLayout.JAVA_BYTE, 0, (int) count);
            }
            return count;
        } finally {
            in.drop(message);
            codec.giveBack(reader);
        }
    }

    /** Receives the bytes of the next message where they lie, waiting for it; whoever receives it closes it. */
    public Message receiveMessage() throws InterruptedException {
        Codec.Reader reader = nextRaw();
        Incoming message = reader.message;
        Block block = message.block;
        MemorySegment segment = block == null ? MemorySegment.ofArray(message.toArray(null)) : message.segment();
        message.block = null;
        codec.giveBack(reader);
        return new Message(segment, in, block);
    }

    /**
     * Waits for a message, and then hands over the bytes of all that are there, at most {@code most}, one after the other; how
     * many. Faster than one by one. The segment that {@code each} gets is good for that call only. If {@code each} throws,
     * those that were taken out together with that one are lost: 16 KiB, or one message; it runs outside of everything shared.
     *
     * @throws TransferException if some of them are values, or corrupt; the others have been handed over
     */
    public int receiveAllBytes(Consumer<MemorySegment> each, int most) throws InterruptedException {
        if (most <= 0) {
            throw new IllegalArgumentException("cannot receive up to " + most + " messages: ask for one at least");
        }
        checkReadable();
        if (!in.awaitNext(Waiting.FOREVER, true, ending)) {
            checkHere();
            throw endOfStream();
        }
        Frames batch = batches.take();
        int count = 0;
        int taken = 1;
        long end = in.puts();
        @Nullable TransferException failure = null;
        while (taken > 0 && count < most && in.goesOn(count, end)) {
            taken = in.takeSome(batch, most - count);
            count += taken;
            for (int i = 0; i < taken; i++) {
                if (!handOver(batch, each) && failure == null) {
                    failure = new TransferException(
                            "a value, or what is corrupt, was received as raw bytes: send() goes with receive()");
                }
            }
        }
        batch.clear();
        batches.giveBack(batch);
        if (failure != null) {
            throw failure;
        }
        return count;
    }

    /** False if it is none that can be. */
    private boolean handOver(Frames batch, Consumer<MemorySegment> each) {
        Incoming message = batch.next();
        try {
            if (!isBytes(message)) {
                return false;
            }
            each.accept(batch.content());
            return true;
        } finally {
            in.drop(message);
        }
    }

    private static boolean isBytes(Incoming message) {
        return message.isRaw() && !message.isBroken;
    }

    private Codec.Reader nextRaw() throws InterruptedException {
        Codec.Reader reader = next();
        reader.message.check();
        if (!reader.message.isRaw()) {
            in.drop(reader.message);
            throw new TransferException("a value was received as raw bytes: send() goes with receive()");
        }
        return reader;
    }

    /** The same end once more: one of the two may move away, and the other stays. Each is closed on its own. */
    public Connection<T> share() {
        checkHere();
        return new Connection<>(session.attach(end.handle()), session.attach(pipe.handle()), codec);
    }

    /** Closes it here. The other end comes to its end if nobody else holds this one. Twice is harmless. */
    @Override
    public void close() {
        if (!leave(" was closed here")) {
            return;
        }
        if (session.closeIfForgotten(end.handle(), PipeLayout.TRAVELLED)) {
            over(in);
            out.wakeAll();
            if (isPeerGone()) {
                freeAll();
            }
        }
        Lingering.detach(pipe);
    }

    /** It is being written into a message. */
    void travels() {
        checkHere();
        if (Words.getInt(end.segment(), PipeLayout.TRAVELLED) == 0) {
            Words.setInt(end.segment(), PipeLayout.TRAVELLED, 1);
        }
    }

    /** It has left in a message. */
    void moved() {
        if (leave(" has moved to where it was sent: who wants to keep it too sends share()")) {
            Lingering.detach(pipe); // whether it arrives anywhere is for those to see who wait at the other end
        }
    }

    private boolean leave(String why) {
        synchronized (end) {
            if (gone != null) {
                return false;
            }
            gone = why;
        }
        end.detach();
        in.wakeAll(); // threads of this process that receive here
        return true;
    }

    /** Nobody will receive from {@code stream} any more: what is in it may hold up others. */
    private static void over(Stream stream) {
        try {
            stream.drain();
        } catch (ClosedHandleException e) {
            // Another was faster.
        }
    }

    private void freeAll() {
        over(in);
        over(out);
        boolean alone = in.claimBoth();
        boolean bothAlone = alone && out.claimBoth();
        boolean first = pipe.closeForAll();
        if (bothAlone) {
            if (first) { // else the other end's last holder has freed it already
                spares.free();
                in.free();
                out.free();
            }
            out.releaseBoth();
        }
        if (alone) {
            in.releaseBoth();
        }
    }

    Handle handle() {
        return end.handle();
    }

    Gate gate() {
        checkReadable();
        return in.data();
    }

    boolean isReady(boolean forCertain) {
        checkHere();
        return in.size() > 0 || ending.isOver() || (forCertain && (in.hasNext() || ending.isOverForCertain()));
    }

    Handle pipeHandle() {
        return pipe.handle();
    }

    /** Equal are handles of the same end. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Connection<?> connection
                && connection.end.handle().equals(end.handle());
    }

    @Override
    public int hashCode() {
        return end.handle().hashCode();
    }

    @Override
    public String toString() {
        return "Connection@" + Long.toHexString(end.handle().offset()) + "[" + (second ? "second" : "first") + " end"
                + (simplex ? (second ? ", sends" : ", receives") : "") + "]";
    }
}
