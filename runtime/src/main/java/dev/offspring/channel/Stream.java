package dev.offspring.channel;

import static dev.offspring.channel.SessionMemory.MEMORY;
import static dev.offspring.channel.StreamLayout.CAPACITY;
import static dev.offspring.channel.StreamLayout.CARRIES;
import static dev.offspring.channel.StreamLayout.END_MESSAGE;
import static dev.offspring.channel.StreamLayout.FIRST_MESSAGE;
import static dev.offspring.channel.StreamLayout.HEADER;
import static dev.offspring.channel.StreamLayout.LARGE;
import static dev.offspring.channel.StreamLayout.LARGE_BYTES;
import static dev.offspring.channel.StreamLayout.LENGTH_MASK;
import static dev.offspring.channel.StreamLayout.MESSAGES;
import static dev.offspring.channel.StreamLayout.OPEN;
import static dev.offspring.channel.StreamLayout.PARCEL_BYTES;
import static dev.offspring.channel.StreamLayout.PUTS;
import static dev.offspring.channel.StreamLayout.STATE;
import static dev.offspring.channel.StreamLayout.TAKES;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Claim;
import dev.offspring.memory.Parcel;
import dev.offspring.memory.Session;
import dev.offspring.sync.Gate;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages in one direction: many producers and many consumers in any processes, each message to one consumer, in the order in
 * which they were put.
 *
 * <p>Producers claim one end and consumers the other, for the time of a copy of at most {@value #LONGEST_INLINE} bytes: what is
 * longer, and what is the user's code, is dealt with outside. Within each end it is then a queue of one producer and one
 * consumer, as in Lamport's ring (1983), in chunks: see {@link StreamLayout}.
 */
final class Stream {
    /** Longer messages have a block of their own. */
    static final int LONGEST_INLINE = 8192;

    /** How long to wait for an end that another is at: longer than any living one takes, unless it was stopped. */
    private static final long LEAST_CLAIM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static {
        // Processors are counted when the first channel comes: a program may bind itself to one of them later.
        int ignored = Spin.turns(0);
    }

    enum Put {
        DONE,
        /** It is full, and whoever puts must wait. */
        FULL,
        /** It was full, and the message was dropped. */
        DROPPED,
        SHUT,
        TIMED_OUT
    }

    private final Session session = Session.current();
    private final Block owner;
    private final long base;
    private final Claim producers;
    private final Claim consumers;
    private final Gate data;
    private final Gate space;
    private final Chain chain;
    private final Spares spares;
    private final long capacity;
    private final Overflow overflow;

    /** Those whose claim it is, the producers', use it. */
    private long takesSeen;

    /** How long the last message was that had a block of its own; 0 if the last one had none: a hint. */
    private long lastBytes;

    /** Whether the producer has claimed the consumers' end too. */
    private boolean atBothEnds;

    /** The stream at {@code at} of the owner's payload; {@code spares} are the owner's. */
    Stream(Block owner, long at, Spares spares) {
        this.owner = owner;
        this.base = owner.payloadOffset() + at;
        this.producers = owner.claim(at + StreamLayout.PRODUCERS);
        this.consumers = owner.claim(at + StreamLayout.CONSUMERS);
        this.data = new Gate(owner, at + StreamLayout.DATA);
        this.space = new Gate(owner, at + StreamLayout.SPACE);
        this.spares = spares;
        this.chain = new Chain(owner, at, spares);
        this.capacity = Words.get(MEMORY, base + CAPACITY);
        this.overflow = Overflow.of(Words.getInt(MEMORY, base + StreamLayout.OVERFLOW));
    }

    /** Formats a new stream in zeros. */
    static void format(Block owner, long at, long capacity, Overflow overflow) {
        Words.setRelease(owner.segment(), at + CAPACITY, capacity);
        Words.setInt(owner.segment(), at + StreamLayout.OVERFLOW, overflow.number());
        long first = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        Words.setRelease(owner.segment(), at + PUTS, first);
        Words.setRelease(owner.segment(), at + TAKES, first);
        Words.setRelease(owner.segment(), at + StreamLayout.FINISHED, first);
    }

    Gate data() {
        return data;
    }

    long capacity() {
        return capacity;
    }

    Overflow overflow() {
        return overflow;
    }

    int state() {
        return Words.getInt(MEMORY, base + STATE);
    }

    long puts() {
        return Words.getVolatile(MEMORY, base + PUTS);
    }

    long takes() {
        return Words.getVolatile(MEMORY, base + TAKES);
    }

    /**
     * Whether who takes all there is, and has taken {@code count}, is to go on: not past {@code end}, which is what {@link #puts} said
     * when it began, or with a busy producer it would never end; but with what is there and not counted, as a dead producer leaves it.
     */
    boolean goesOn(int count, long end) {
        return count == 0 || takes() < end || size() == 0;
    }

    /** How many have been put and not taken; what is being put or taken at this moment may count or not. */
    long size() {
        return Math.max(0, puts() - takes());
    }

    /**
     * Puts a message, waiting for room as long as it may.
     */
    Put put(Outgoing message, long timeoutNanos, boolean interruptible) throws InterruptedException {
        Put put = Put.TIMED_OUT;
        try {
            prepare(message);
            put = tryPut(message, timeoutNanos, interruptible);
            if (put == Put.FULL && overflow == Overflow.BLOCK && timeoutNanos > 0) {
                put = putWhenThereIsRoom(message, timeoutNanos, interruptible);
            }
            return put;
        } finally {
            if (put == Put.DONE) {
                sent(message);
            } else {
                discard(message);
            }
        }
    }

    private Put putWhenThereIsRoom(Outgoing message, long timeoutNanos, boolean interruptible)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (true) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Put.TIMED_OUT;
            }
            space.sleep(value -> mayPut(), deadline, interruptible, this::mayPut, false);
            Put put = tryPut(message, Math.max(0, deadline - System.nanoTime()), interruptible);
            if (put != Put.FULL) {
                space.suspect(); // the ring that woke this one has cleared what it knew of the others
                if (size() < capacity) {
                    space.ring(1); // room for one more of those who sleep
                }
                return put;
            }
        }
    }

    private boolean mayPut() {
        return size() < capacity || state() != OPEN;
    }

    private Put tryPut(Outgoing message, long nanos, boolean interruptible) throws InterruptedException {
        Put put = claimProducers(nanos, interruptible);
        if (put != Put.DONE) {
            return put;
        }
        try {
            put = append(message);
            if (put == Put.FULL && overflow.drops()) {
                put = dropped();
            }
        } finally {
            releaseProducers();
        }
        if (put == Put.DONE) {
            data.ring(1);
        }
        return put;
    }

    /** Puts as many of these as there is room for; how many. */
    int putSome(Frames frames, long nanos, boolean interruptible) throws InterruptedException {
        if (claimProducers(nanos, interruptible) != Put.DONE) {
            return 0;
        }
        int count = 0;
        try {
            int more = 1;
            while (more > 0 && !frames.isEmpty()) {
                more = append(frames);
                count += more;
            }
        } finally {
            releaseProducers();
            if (count > 0) {
                data.ring(count); // of none it would make those who sleep forgotten
            }
        }
        return count;
    }

    /** Those for which there is room in one chunk; how many. */
    private int append(Frames frames) throws InterruptedException {
        long number = chain.nextNumber();
        if (isFull(number) && !makeRoom()) {
            return 0;
        }
        long at = chain.room(frames.nextBytes());
        int count = frames.number(
                number, chain.left(at), capacity == 0 ? Integer.MAX_VALUE : capacity - (number - takesSeen));
        long header = frames.nextHeader();
        int bytes = frames.copyOut(at);
        chain.publish(bytes, count, header);
        return count;
    }

    private void releaseProducers() {
        if (atBothEnds) {
            atBothEnds = false;
            consumers.release();
        }
        producers.release();
    }

    private Put claimProducers(long nanos, boolean interruptible) throws InterruptedException {
        Claim.Outcome claimed = producers.acquire(Math.max(nanos, LEAST_CLAIM_NANOS), interruptible);
        if (claimed == Claim.Outcome.TIMED_OUT) {
            return state() == OPEN ? Put.TIMED_OUT : Put.SHUT;
        }
        boolean usable = false;
        try {
            owner.check();
            if (claimed == Claim.Outcome.INHERITED) {
                chain.repairTail();
            }
            usable = state() == OPEN;
            return usable ? Put.DONE : Put.SHUT;
        } finally {
            if (!usable) {
                producers.release();
            }
        }
    }

    private boolean isFull(long number) {
        if (capacity == 0 || number - takesSeen < capacity) {
            return false;
        }
        takesSeen = takes();
        return number - takesSeen >= capacity;
    }

    private Put dropped() {
        Words.getAndAdd(MEMORY, base + StreamLayout.DROPPED, 1);
        return Put.DROPPED;
    }

    /**
     * With the producers' claim: takes out the oldest, if that is what to do, and if no consumer was stopped just when it took one.
     * Consumers never claim the other end. It stays claimed until the new message is there, so that nobody finds neither.
     */
    private boolean makeRoom() throws InterruptedException {
        if (overflow != Overflow.DROP_OLDEST) {
            return false;
        }
        if (!atBothEnds) {
            if (!claimConsumers(LEAST_CLAIM_NANOS, false)) {
                return false;
            }
            atBothEnds = true;
        }
        if (isFull(chain.nextNumber())) { // nobody has taken one meanwhile
            dropOldest();
        }
        return !isFull(chain.nextNumber());
    }

    private void dropOldest() {
        Incoming oldest = new Incoming();
        try {
            if (takeNext(oldest, true)) {
                drop(oldest);
                dropped();
                Words.getAndAdd(MEMORY, base + StreamLayout.FINISHED, 1);
            }
        } catch (TransferException e) {
            // It was corrupt, and is gone, with others perhaps.
        }
    }

    /** What nobody will read. */
    void drop(Incoming message) {
        Block block = message.block;
        if (block != null) {
            giveBack(block);
            message.block = null;
        }
        Parcel parcel = message.parcel;
        if (parcel != null) {
            parcel.close();
            message.parcel = null;
        }
    }

    private Put append(Outgoing message) throws InterruptedException {
        if (isFull(chain.nextNumber()) && !makeRoom()) {
            return Put.FULL;
        }
        long number = chain.nextNumber();
        int bytes = HEADER + StreamLayout.padded(message.frameBytes());
        write(message, chain.room(bytes) + HEADER, number);
        chain.publish(bytes, 1, number << Integer.SIZE | (message.header() & 0xFFFF_FFFFL));
        return Put.DONE;
    }

    private void write(Outgoing message, long at, long number) {
        long to = at;
        Parcel parcel = message.parcel;
        Block block = message.block;
        if (parcel != null || block != null) {
            keep(parcel == null ? null : parcel.block(), number);
            keep(block, number);
            Words.setRelease(MEMORY, base + END_MESSAGE, number + 1);
        }
        if (parcel != null) {
            Words.set(MEMORY, to, parcel.block().handle().offset());
            Words.set(MEMORY, to + Long.BYTES, parcel.block().handle().generation());
            to += PARCEL_BYTES;
        }
        MemorySegment segment = message.segment;
        if (block != null) {
            Words.set(MEMORY, to, block.handle().offset());
            Words.set(MEMORY, to + Long.BYTES, block.handle().generation());
            Words.set(MEMORY, to + 2 * Long.BYTES, message.blockLength);
        } else if (segment != null) {
            Words.copyIn(segment, MEMORY, to);
        } else {
            Words.copyIn(message.bytes, message.offset, MEMORY, to, message.length);
        }
    }

    private void keep(@Nullable Block part, long number) {
        if (part != null) {
            part.belongTo(owner, base - owner.payloadOffset() + MESSAGES, number);
        }
    }

    /** A long message is copied into a block of its own, before anything is claimed. */
    private void prepare(Outgoing message) {
        long length = message.contentBytes();
        if (message.block != null || length <= LONGEST_INLINE) {
            return;
        }
        Block block = spares.message(length);
        message.block = block;
        message.blockLength = length;
        MemorySegment segment = message.segment;
        if (segment == null) {
            Words.copyIn(message.bytes, message.offset, block.segment(), 0, (int) length);
        } else {
            Words.copyIn(segment, block.segment(), 0);
        }
    }

    /** It is the stream's now. */
    private static void sent(Outgoing message) {
        Block block = message.block;
        if (block != null) {
            block.detach();
        }
        Parcel parcel = message.parcel;
        if (parcel != null) {
            parcel.block().detach();
        }
    }

    void discard(Outgoing message) {
        Block block = message.block;
        if (block != null) {
            giveBack(block);
        }
        Parcel parcel = message.parcel;
        if (parcel != null) {
            parcel.close();
        }
    }

    /** A message's block that is not needed any more. */
    void giveBack(Block block) {
        spares.giveBack(block);
    }

    /** A block in which a message of this length can be written. */
    Block borrow(long bytes) {
        return spares.message(bytes);
    }

    /** When no message will come any more. */
    interface Ending {
        /** Asked when there is no message. */
        boolean isOver();

        /** Asked after each slice of sleep: whoever would have to say so may have died. */
        boolean isOverForCertain();
    }

    /** Takes the next message, waiting for it as long as it may; whether there was one. */
    boolean take(Incoming into, long timeoutNanos, boolean interruptible, Ending ending) throws InterruptedException {
        if (tryTake(into, timeoutNanos, interruptible, timeoutNanos == 0)) {
            return true;
        }
        long deadline = System.nanoTime() + timeoutNanos;
        return await(
                timeoutNanos,
                interruptible,
                ending,
                () -> tryTake(into, Math.max(0, deadline - System.nanoTime()), interruptible, true));
    }

    /** Waits until there is a message, without taking it; whether there is one. */
    boolean awaitNext(long timeoutNanos, boolean interruptible, Ending ending) throws InterruptedException {
        return hasNext(timeoutNanos == 0) || await(timeoutNanos, interruptible, ending, this::hasNext);
    }

    private interface Look {
        boolean isThere() throws InterruptedException;
    }

    private boolean await(long timeoutNanos, boolean interruptible, Ending ending, Look look)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (true) {
            if (timeoutNanos > 0 && spin() && look.isThere()) {
                return true;
            }
            if (ending.isOver()) {
                return look.isThere(); // put just before it was over
            }
            if (deadline - System.nanoTime() <= 0) {
                return false;
            }
            // After each slice it looks into the chunk: whoever put a message may have died before it could count it.
            data.sleep(
                    value -> puts() > takes() || ending.isOver(),
                    deadline,
                    interruptible,
                    () -> hasNext() || ending.isOverForCertain(),
                    false);
            owner.check();
            boolean there = look.isThere();
            passOn();
            if (there) {
                return true;
            }
        }
    }

    /** Whether there is a message now. */
    boolean hasNext() {
        return hasNext(true);
    }

    private boolean hasNext(boolean thorough) {
        try {
            if (!claimConsumers(0, false)) {
                return false;
            }
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
        try {
            return chain.next(thorough) != Chain.NOTHING;
        } finally {
            releaseConsumers();
        }
    }

    /** Drops all messages there are; how many. */
    int drain() {
        Incoming message = new Incoming();
        int count = 0;
        boolean more = true;
        while (more) {
            try {
                more = tryTake(message, 0, false, true);
            } catch (TransferException e) {
                continue; // it was corrupt, and is gone too
            } catch (InterruptedException e) {
                throw new AssertionError("an uninterruptible wait was interrupted", e);
            }
            if (more) {
                drop(message);
                count++;
            }
        }
        return count;
    }

    /** One sleeper was woken for one message: if there are more, or may be others who sleep, that is not forgotten. */
    private void passOn() {
        data.suspect();
        if (puts() != takes()) {
            data.ring(1);
        }
    }

    /** Whether it is worth a look: a hint. */
    boolean mayHaveNext() {
        return chain.mayHaveNext();
    }

    private boolean spin() {
        for (int i = Spin.turns(lastBytes); i > 0; i--) {
            if (chain.mayHaveNext() || state() != OPEN) {
                return true;
            }
            Thread.onSpinWait();
        }
        return chain.mayHaveNext();
    }

    /** Takes the next message if there is one. */
    private boolean tryTake(Incoming into, long nanos, boolean interruptible, boolean thorough)
            throws InterruptedException {
        if (!claimConsumers(nanos, interruptible)) {
            return false;
        }
        boolean taken;
        try {
            taken = takeNext(into, thorough);
        } finally {
            releaseConsumers();
        }
        if (taken && capacity > 0) {
            space.ring(1);
        }
        return taken;
    }

    /** Takes as many messages as there are, at most {@code most}, and as fit; how many. */
    int takeSome(Frames into, int most) throws InterruptedException {
        into.clear();
        if (!claimConsumers(0, false)) {
            return 0;
        }
        int count;
        try {
            count = takeRun(into, most);
        } finally {
            releaseConsumers();
        }
        if (count > 0 && capacity > 0) {
            space.ring(count);
        }
        return count;
    }

    private int takeRun(Frames into, int most) {
        long at = chain.next(true);
        if (at == Chain.NOTHING) {
            return 0;
        }
        long first = Words.get(MEMORY, base + TAKES);
        int length = at == Chain.LOST ? 0 : chain.plainBytes(at, first);
        if (length == 0) {
            return takeNext(into.alone(), true) ? 1 : 0;
        }
        long there = Math.max(1, Math.min(most, puts() - first)); // behind them may lie what looks like frames
        int bytes = 0;
        int count = 0;
        while (length > 0 && count < there && bytes < Frames.MOST_BYTES) {
            bytes += length;
            count++;
            length = chain.plainBytes(at + bytes, first + count);
        }
        into.copyIn(at, bytes);
        chain.taken(bytes, first + count);
        lastBytes = 0;
        return count;
    }

    private boolean claimConsumers(long nanos, boolean interruptible) throws InterruptedException {
        Claim.Outcome claimed = consumers.acquire(Math.max(nanos, LEAST_CLAIM_NANOS), interruptible);
        if (claimed == Claim.Outcome.TIMED_OUT) {
            return false;
        }
        boolean usable = false;
        try {
            owner.check();
            if (claimed == Claim.Outcome.INHERITED) {
                chain.repairHead();
            }
            usable = true;
        } finally {
            if (!usable) {
                consumers.release();
            }
        }
        return true;
    }

    /** Before a look for those who wait for room, there must be a fence. */
    private void releaseConsumers() {
        if (capacity > 0) {
            consumers.release();
        } else {
            consumers.releaseLazily();
        }
    }

    private boolean takeNext(Incoming into, boolean thorough) {
        long at = chain.next(thorough);
        if (at == Chain.NOTHING) {
            return false;
        }
        if (at == Chain.LOST) {
            long lost = chain.skip();
            throw new TransferException("a message in " + this + " is corrupt, and with it " + lost
                    + " that follow are lost: has native code written where it must not?");
        }
        long header = Words.getAcquire(MEMORY, at);
        long number = Words.get(MEMORY, base + TAKES);
        int length = (int) header & LENGTH_MASK;
        into.clear((int) header);
        read(into, at + HEADER, length, number);
        chain.taken(HEADER + StreamLayout.padded(length), number + 1);
        if (((int) header & (LARGE | CARRIES)) != 0) {
            Words.setRelease(MEMORY, base + FIRST_MESSAGE, number + 1);
        }
        return true;
    }

    private void read(Incoming into, long from, int length, long number) {
        int flags = into.flags & (LARGE | CARRIES);
        lastBytes = 0;
        if (flags == 0) {
            into.reserve(length);
            into.length = length;
            Words.copyOut(MEMORY, from, into.bytes, 0, length);
            return;
        }
        boolean whole = false;
        try {
            whole = readParts(into, from, length, number);
        } catch (ClosedHandleException e) {
            // There is no such block, or not any more.
        } finally {
            if (!whole) {
                into.isBroken = true;
                drop(into);
            }
        }
    }

    /** False if it cannot be what was put. */
    private boolean readParts(Incoming into, long from, int length, long number) {
        long at = from;
        int left = length;
        if ((into.flags & CARRIES) != 0) {
            if (left < PARCEL_BYTES) {
                return false;
            }
            Parcel parcel = Parcel.at(Words.get(MEMORY, at), (int) Words.get(MEMORY, at + Long.BYTES));
            if (!parcel.block().isOf(owner, number)) {
                parcel.block().detach();
                return false;
            }
            into.parcel = parcel;
            at += PARCEL_BYTES;
            left -= PARCEL_BYTES;
        }
        if ((into.flags & LARGE) == 0) {
            into.reserve(left);
            into.length = left;
            Words.copyOut(MEMORY, at, into.bytes, 0, left);
            return true;
        }
        if (left != LARGE_BYTES) {
            return false;
        }
        Block block =
                session.attachPart(Words.get(MEMORY, at), (int) Words.get(MEMORY, at + Long.BYTES), Kinds.MESSAGE);
        long bytes = Words.get(MEMORY, at + 2 * Long.BYTES);
        if (!block.isOf(owner, number)) {
            block.detach();
            return false;
        }
        into.block = block;
        into.blockLength = bytes;
        lastBytes = bytes;
        return bytes >= 0 && bytes <= block.bytes();
    }

    /** No more can be put; what was put can be taken. {@code state} is why. */
    void shutDown(int state) {
        boolean claimed = false;
        try {
            claimed = producers.acquire(LEAST_CLAIM_NANOS, false) != Claim.Outcome.TIMED_OUT;
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
        try {
            if (claimed) {
                chain.repairTail(); // whoever had the claim before may have died
            }
            if (state() == OPEN) {
                Words.setInt(MEMORY, base + STATE, state);
            }
        } finally {
            if (claimed) {
                producers.release();
            }
        }
        wakeAll();
    }

    /** All who sleep look again. */
    void wakeAll() {
        data.ring(Integer.MAX_VALUE);
        space.ring(Integer.MAX_VALUE);
    }

    /** With both ends claimed, if nobody stopped has one: gives back all the memory of a stream whose owner is closed. */
    void free() {
        chain.repairHead(); // whoever had the claim before may have died
        if (Words.getVolatile(MEMORY, base + FIRST_MESSAGE) < Words.getVolatile(MEMORY, base + END_MESSAGE)) {
            freeMessages();
        }
        chain.free();
        // Nothing is in use any more, also not what somebody who died had not linked yet.
        Words.setRelease(MEMORY, base + END_MESSAGE, 0);
        Words.setRelease(MEMORY, base + StreamLayout.END_CHUNK, 0);
    }

    /** Those that nobody has taken may have blocks and parcels of their own. */
    private void freeMessages() {
        Incoming message = new Incoming();
        boolean more = true;
        while (more) {
            try {
                more = takeNext(message, true);
            } catch (TransferException e) {
                continue; // it was corrupt
            }
            if (more) {
                drop(message);
            }
        }
    }

    boolean claimBoth() {
        try {
            if (producers.acquire(LEAST_CLAIM_NANOS, false) == Claim.Outcome.TIMED_OUT) {
                return false;
            }
            if (consumers.acquire(LEAST_CLAIM_NANOS, false) == Claim.Outcome.TIMED_OUT) {
                producers.release();
                return false;
            }
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    void releaseBoth() {
        consumers.release();
        producers.release();
    }

    @Override
    public String toString() {
        return "a stream of @" + Long.toHexString(owner.handle().offset());
    }
}
