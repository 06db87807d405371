package dev.offspring.channel;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.OffspringException;
import dev.offspring.error.QueueShutdownException;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import dev.offspring.sync.Gate;
import dev.offspring.sync.Timeouts;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A queue between all threads of all processes of the session: Python's {@code multiprocessing.Queue} and
 * {@code JoinableQueue}, as a {@link BlockingQueue}.
 *
 * <pre>{@code
 * Queue<List<Object>> queue = Queue.create();
 * ChildProcess<Void> child = ProducerTargets.produce(queue).start();
 * System.out.println(queue.take());
 * }</pre>
 *
 * <p>Any thread of any process may put and take. What one thread puts is taken in that order; elements of different threads
 * may be taken in any. A queue of {@link #create()} takes everything that travels; one of a type of its own, made by the stub
 * that is generated for it ({@code OrderQueue.create()}) or by {@link #of}, takes that type and is faster. An element is
 * <em>encoded by whoever puts it, before anything else happens</em>: what cannot be encoded is thrown there, as a
 * {@link TransferException}, and the queue is as it was. It is decoded by whoever takes it; if that fails, the taker gets a
 * {@code TransferException}, that element is gone, and the next one is as good as ever. Null is refused, except inside of
 * elements.
 *
 * <p>Elements lie in shared memory, not in their producer: a process that has put a gigabyte may end at once, and nothing is
 * lost. A long one (more than 8 KiB) takes a block of its own. Memory follows the number of elements that wait.
 *
 * <p><b>The end.</b> A queue does not end with those who use it. {@link #shutdown()} says that nothing more will be put; those
 * who take get what is left and then {@link QueueShutdownException}. {@link #shutdownAfter} does it when the children that put
 * have ended. {@link #close()} gives up the queue with all that is in it.
 *
 * <p><b>Death.</b> A process that dies at any instruction while it puts or takes blocks nobody: the others go on after at most
 * a few milliseconds. An element is in the queue or not, never half; what had been put stays. What a dying process had taken,
 * and had not dealt with, is lost with it: one element, or those of one {@link #drainTo}. A process that is <em>stopped</em> just
 * then (for some 100 ns per operation) holds up the others who put, or those who take, until it goes on or is killed. Who does not
 * wait, or for a while only, gives up after that time, at the least 100 ms, as if the queue were full, or empty; interrupts work
 * all the same; {@link #shutdown()} and {@link #close()} go on after 100 ms.
 *
 * <p>It may be an argument of a target, a part of one, an element of a queue, and {@code @Shared static}. Iterating, and
 * {@code contains} and {@code remove(Object)} with it, is not supported: others would take at the same time.
 */
public final class Queue<E> extends AbstractQueue<E> implements BlockingQueue<E>, Selectable, AutoCloseable {
    static final int UNBOUNDED = 0;

    private final Block block;
    private final Codec<E> codec;
    private final Stream stream;
    private final Spares spares;
    private final Gate allDone;
    private final Idle<Frames> batches = new Idle<>(Frames::new);
    private final Stream.Ending ending = new Shutdown();

    Queue(Block block, Codec<E> codec) {
        this.block = block;
        this.codec = codec;
        this.spares = new Spares(block, QueueLayout.STREAM);
        this.stream = new Stream(block, QueueLayout.STREAM, spares);
        this.allDone = new Gate(block, QueueLayout.STREAM + StreamLayout.ALL_DONE);
    }

    private boolean isEnded() {
        return stream.state() != StreamLayout.OPEN;
    }

    private final class Shutdown implements Stream.Ending {
        @Override
        public boolean isOver() {
            return isEnded();
        }

        @Override
        public boolean isOverForCertain() {
            return isEnded();
        }
    }

    /** The queue that another process has made. */
    static <E> Queue<E> of(Block block) {
        return new Queue<>(block, Codec.of(Codec.idIn(block, QueueLayout.CODEC)));
    }

    static <E> Queue<E> make(Codec<E> codec, long capacity, Overflow overflow) {
        Objects.requireNonNull(overflow, "overflow");
        Block block = Session.current().allocate(Kinds.QUEUE, QueueLayout.BYTES);
        Stream.format(block, QueueLayout.STREAM, capacity, overflow);
        Words.setInt(block.segment(), QueueLayout.CODEC, codec.id());
        return new Queue<>(block, codec);
    }

    static int checkedCapacity(int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + " is not positive: create() makes a queue without a bound");
        }
        return capacity;
    }

    /** A queue of everything that travels, without a bound. */
    public static <E> Queue<E> create() {
        ChannelTypes.join();
        return make(Codec.any(), UNBOUNDED, Overflow.BLOCK);
    }

    /**
     * A queue of at most {@code capacity} elements, in which {@code put} waits for room.
     *
     * @throws IllegalArgumentException if {@code capacity} is not positive
     */
    public static <E> Queue<E> bounded(int capacity) {
        return bounded(capacity, Overflow.BLOCK);
    }

    /** A queue of at most {@code capacity} elements, and what it does with one more. */
    public static <E> Queue<E> bounded(int capacity, Overflow overflow) {
        ChannelTypes.join();
        return make(Codec.any(), checkedCapacity(capacity), overflow);
    }

    /**
     * A queue of one type, whose elements do not say what they are: {@code Queue.of(Integer.class)}.
     *
     * @throws TransferException if {@code type} is none that travels
     */
    public static <E> Queue<E> of(Class<E> type) {
        ChannelTypes.join();
        return make(ChannelTypes.codec(type), UNBOUNDED, Overflow.BLOCK);
    }

    /** As above, of at most {@code capacity} elements. */
    public static <E> Queue<E> of(Class<E> type, int capacity, Overflow overflow) {
        ChannelTypes.join();
        return make(ChannelTypes.codec(type), checkedCapacity(capacity), overflow);
    }

    /**
     * Puts an element, waiting for room if the queue is bounded and says {@link Overflow#BLOCK}.
     *
     * @throws IllegalStateException if it is full and says {@link Overflow#FAIL}
     * @throws QueueShutdownException if it was shut down
     * @throws TransferException if the element cannot be encoded
     */
    @Override
    public void put(E element) throws InterruptedException {
        if (put(element, Waiting.FOREVER, true) == Stream.Put.FULL) { // what waits for room does so for ever
            throw full();
        }
    }

    /** False if there was no room, or if it was dropped; does not wait. */
    @Override
    public boolean offer(E element) {
        try {
            return put(element, 0, false) == Stream.Put.DONE;
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    /** False if there was no room in that time, or if it was dropped. */
    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        return put(element, Math.max(0, unit.toNanos(timeout)), true) == Stream.Put.DONE;
    }

    /** False if there was no room in that time, or if it was dropped. */
    public boolean offer(E element, Duration timeout) throws InterruptedException {
        return put(element, Timeouts.nanos(timeout), true) == Stream.Put.DONE;
    }

    /** The part of a batch for which there was no room, or the end of the queue. */
    void put(Outgoing message) throws InterruptedException {
        Stream.Put put = stream.put(message, Waiting.FOREVER, true);
        if (put == Stream.Put.FULL) {
            throw full();
        }
        if (put == Stream.Put.SHUT) {
            throw shut();
        }
    }

    private QueueShutdownException shut() {
        return new QueueShutdownException(this + " was shut down: nothing can be put any more");
    }

    private Stream.Put put(E element, long timeoutNanos, boolean interruptible) throws InterruptedException {
        Objects.requireNonNull(element, "a queue takes no null; an Optional says that there is nothing");
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        Codec.Writer writer = codec.encode(element);
        Stream.Put put = stream.put(writer.message, timeoutNanos, interruptible);
        if (put == Stream.Put.DONE) {
            writer.encoder.sent();
        }
        codec.giveBack(writer);
        if (put == Stream.Put.SHUT) {
            throw shut();
        }
        return put;
    }

    private IllegalStateException full() {
        return new IllegalStateException(this + " is full");
    }

    /** Adds an element, or throws {@link IllegalStateException} if there is no room. */
    @Override
    public boolean add(E element) {
        if (!offer(element) && stream.overflow() != Overflow.DROP_NEWEST) {
            throw full();
        }
        return true;
    }

    /**
     * Puts all of them, in this order, as many as possible at once: faster than one by one. Waits for room as {@link #put} does.
     * If one fails, those before it are in the queue.
     */
    public void putAll(Collection<? extends E> elements) throws InterruptedException {
        Frames frames = batches.take();
        new Batch<>(this, codec, stream, frames).putAll(elements);
        batches.giveBack(frames);
    }

    /**
     * Takes the next element, waiting for it.
     *
     * @throws QueueShutdownException if the queue was shut down, and all has been taken
     * @throws ChildDiedException if the queue was shut down {@linkplain #shutdownAfter after children} of which one died
     * @throws TransferException if the element cannot be decoded
     */
    @Override
    public E take() throws InterruptedException {
        E element = take(Waiting.FOREVER, true);
        if (element == null) {
            throw new AssertionError("for ever is over");
        }
        return element;
    }

    /** The next element, or null if there is none now. Throws as {@link #take()} does. */
    @Override
    public @Nullable E poll() {
        try {
            return take(0, false);
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    /** The next element, or null if none came in that time. Throws as {@link #take()} does. */
    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return take(Math.max(0, unit.toNanos(timeout)), true);
    }

    /** The next element, or null if none came in that time. Throws as {@link #take()} does. */
    public @Nullable E poll(Duration timeout) throws InterruptedException {
        return take(Timeouts.nanos(timeout), true);
    }

    private @Nullable E take(long timeoutNanos, boolean interruptible) throws InterruptedException {
        if (interruptible && Thread.interrupted()) {
            throw new InterruptedException();
        }
        Codec.Reader reader = codec.reader();
        boolean taken = false;
        try {
            taken = stream.take(reader.message, timeoutNanos, interruptible, ending);
        } finally {
            if (!taken) {
                codec.giveBack(reader);
            }
        }
        if (taken) {
            return codec.decode(reader, stream);
        }
        // For ever ends when there is nothing, whatever the counts say that a dead process has left.
        if (isEnded() && (timeoutNanos == Waiting.FOREVER || stream.size() == 0)) {
            throw end();
        }
        return null;
    }

    private OffspringException end() {
        if (stream.state() != StreamLayout.FAILED) {
            return new QueueShutdownException(this + " was shut down, and all that was in it has been taken");
        }
        Failure failure = Failure.in(block);
        String message = this + " is at its end: " + failure.why();
        return new ChildDiedException(message, failure.pid(), "", "", failure.why(), List.of(), null);
    }

    @Override
    public int drainTo(Collection<? super E> into) {
        return drainTo(into, Integer.MAX_VALUE);
    }

    /**
     * Moves what is there now, at most {@code most} elements, as many as possible at once: faster than one by one. At the end of
     * a queue that was shut down it is 0.
     *
     * @throws TransferException if one of them cannot be decoded; the others are in {@code into}
     */
    @Override
    @SuppressWarnings("ReferenceEquality") // itself, and not another handle of the same queue, which would be no worse
    public int drainTo(Collection<? super E> into, int most) {
        if (into == this) {
            throw new IllegalArgumentException("a queue cannot be drained into itself");
        }
        Objects.requireNonNull(into, "into");
        Frames frames = batches.take();
        int count = new Batch<>(this, codec, stream, frames).drainTo(into, most);
        frames.clear();
        batches.giveBack(frames);
        return count;
    }

    /** As {@link #drainTo(Collection, int)}, but waits for the first element, and then throws as {@link #take()} does. */
    public int drainTo(Collection<? super E> into, int most, Duration timeout) throws InterruptedException {
        if (most <= 0) {
            return 0;
        }
        E first = take(Timeouts.nanos(timeout), true);
        if (first == null) {
            return 0;
        }
        into.add(first);
        return 1 + drainTo(into, most - 1);
    }

    /** Not supported: others may take it in the meantime, and what carries a handle can be read once. */
    @Override
    public @Nullable E peek() {
        throw new UnsupportedOperationException("a queue between processes shows no element without taking it: poll()");
    }

    /** Not supported: see the class. */
    @Override
    public Iterator<E> iterator() {
        throw new UnsupportedOperationException(
                "a queue between processes cannot be looked through, for others take at the same time: take, drainTo(), or"
                        + " untilShutdown()");
    }

    /**
     * How many elements have been put and not taken. Both are counted where they happen, so that it is exact while nobody puts
     * or takes; what somebody is just putting or taking may be counted or not.
     */
    @Override
    public int size() {
        block.check();
        return (int) Math.min(Integer.MAX_VALUE, stream.size());
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public int remainingCapacity() {
        block.check();
        long capacity = stream.capacity();
        return capacity == UNBOUNDED ? Integer.MAX_VALUE : (int) Math.max(0, capacity - stream.size());
    }

    /** How many elements were dropped because the queue was full: see {@link Overflow}. */
    public long dropped() {
        block.check();
        return Words.getVolatile(block.segment(), QueueLayout.STREAM + StreamLayout.DROPPED);
    }

    /** Drops all that is in the queue; it counts as {@linkplain #taskDone() done}. */
    @Override
    public void clear() {
        drop();
    }

    private int drop() {
        int count = stream.drain();
        if (count > 0) {
            done(count);
        }
        return count;
    }

    /**
     * Says that an element that was taken has been dealt with.
     *
     * @throws IllegalStateException if that was said more often than elements were taken
     */
    public void taskDone() {
        block.check();
        long at = QueueLayout.STREAM + StreamLayout.FINISHED;
        long done;
        do {
            done = Words.getVolatile(block.segment(), at);
            if (done >= stream.takes()) {
                throw new IllegalStateException(
                        "taskDone() was called more often than elements were taken from " + this);
            }
        } while (!Words.compareAndSet(block.segment(), at, done, done + 1));
        if (done + 1 >= stream.puts()) {
            allDone.ring(Integer.MAX_VALUE);
        }
    }

    private void done(int count) {
        long done = count + Words.getAndAdd(block.segment(), QueueLayout.STREAM + StreamLayout.FINISHED, count);
        if (done >= stream.puts()) {
            allDone.ring(Integer.MAX_VALUE);
        }
    }

    /**
     * Waits until every element that was put has been {@linkplain #taskDone() dealt with}: Python's {@code join()}. What a
     * process had taken when it died is never dealt with: see the other {@code awaitDone}.
     */
    public void awaitDone() throws InterruptedException {
        awaitDone(Waiting.FOREVER);
    }

    /** As {@link #awaitDone()}, for a while: false if not all was done in that time. */
    public boolean awaitDone(Duration timeout) throws InterruptedException {
        return awaitDone(Timeouts.nanos(timeout));
    }

    private boolean awaitDone(long timeoutNanos) throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        return allDone.await(value -> isDone(), deadline, true) == Waiting.Outcome.CHANGED;
    }

    private boolean isDone() {
        return Words.getVolatile(block.segment(), QueueLayout.STREAM + StreamLayout.FINISHED) >= stream.puts();
    }

    /**
     * Says that nothing more will be put: from now on {@code put} throws {@link QueueShutdownException}, and so does
     * {@code take} when all has been taken. Those who wait are told. Twice is harmless. What a process was just putting that is
     * stopped in the middle of it may still come when it goes on, after others were told of the end.
     */
    public void shutdown() {
        block.check();
        stream.shutDown(StreamLayout.SHUT);
    }

    /** As {@link #shutdown()}, and drops all that is in the queue, which counts as done; returns how much that was. */
    public int shutdownNow() {
        shutdown();
        return drop();
    }

    /** Whether it was shut down; there may be something left to take. */
    public boolean isShutdown() {
        block.check();
        return isEnded();
    }

    /**
     * Shuts the queue down when these children have ended. If one of them ended without a result, those who take get
     * {@link ChildDiedException} at the end instead of {@link QueueShutdownException}. This process, whose children they are,
     * sees to it.
     */
    public void shutdownAfter(ChildHandle... children) {
        block.check();
        CompletableFuture<?>[] ends = new CompletableFuture<?>[children.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = children[i].onExit();
        }
        CompletableFuture<Void> ignored = CompletableFuture.allOf(ends).thenRun(() -> shutDownBecauseOf(children));
    }

    private void shutDownBecauseOf(ChildHandle[] children) {
        try {
            for (ChildHandle child : children) {
                if (child.failure().isPresent()) {
                    String why = child.name() + " (pid " + child.pid() + "), which put into it, died: "
                            + child.failure().get();
                    new Failure(child.pid(), why).write(block);
                    stream.shutDown(StreamLayout.FAILED);
                    return;
                }
            }
            stream.shutDown(StreamLayout.SHUT);
        } catch (ClosedHandleException e) {
            // It is at its end already.
        }
    }

    /** {@code shutdownAfter} of a collection. */
    public void shutdownAfter(Collection<? extends ChildHandle> children) {
        shutdownAfter(children.toArray(new ChildHandle[0]));
    }

    /**
     * What is taken until the queue is shut down, for one loop: {@code for (Order order : queue.untilShutdown())}. Each step
     * takes, waiting for the next element; the loop ends where {@code take} would throw {@link QueueShutdownException}. If the
     * thread is interrupted while it waits, the step throws {@link OffspringException} and the thread is interrupted again.
     */
    public Iterable<E> untilShutdown() {
        return Taking::new;
    }

    private final class Taking implements Iterator<E> {
        private @Nullable E next;
        private boolean over;

        @Override
        public boolean hasNext() {
            if (next == null && !over) {
                try {
                    next = take();
                } catch (QueueShutdownException e) {
                    over = true;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new OffspringException("interrupted while waiting for the next element of " + Queue.this, e);
                }
            }
            return next != null;
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            E element = Objects.requireNonNull(next);
            next = null;
            return element;
        }
    }

    /**
     * Gives up the queue for all processes, with all that is in it; those who wait get
     * {@link dev.offspring.error.ClosedHandleException}. Twice is harmless.
     */
    @Override
    public void close() {
        if (!block.isOpen()) {
            block.detach();
            return;
        }
        boolean alone = stream.claimBoth();
        boolean first = block.closeForAll();
        if (alone) {
            if (first) { // else another has freed it already
                spares.free();
                stream.free();
            }
            stream.releaseBoth();
        }
        stream.wakeAll();
        allDone.ring(Integer.MAX_VALUE);
        Lingering.detach(block);
    }

    Handle handle() {
        return block.handle();
    }

    Gate gate() {
        return stream.data();
    }

    /** @param forCertain whether to look also for what somebody has put who died before it could count it */
    boolean isReady(boolean forCertain) {
        block.check();
        return stream.size() > 0 || isEnded() || (forCertain && stream.hasNext());
    }

    /** Equal are handles of the same queue. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Queue<?> queue && queue.block.handle().equals(block.handle());
    }

    @Override
    public int hashCode() {
        return block.handle().hashCode();
    }

    @Override
    public String toString() {
        String state;
        if (!block.isOpen()) {
            state = "closed";
        } else {
            long capacity = stream.capacity();
            state = stream.size() + (capacity == UNBOUNDED ? "" : " of " + capacity) + (isEnded() ? ", shut down" : "");
        }
        return "Queue@" + Long.toHexString(block.handle().offset()) + "[" + state + "]";
    }
}
