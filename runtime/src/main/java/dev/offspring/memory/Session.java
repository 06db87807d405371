package dev.offspring.memory;

import dev.offspring.error.ArenaFullException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.SessionException;
import dev.offspring.os.MemoryLimit;
import dev.offspring.os.SharedFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A root process and its descendants, and the memory that they share.
 *
 * <p>The root makes the session file when the first value is shared, or some time after the first process was started; a child is told where it
 * is, or where that will be said, and opens it only when it first meets a shared thing. For the runtime's own packages: a user meets what lies in it.
 */
public final class Session {
    private static final long DEFAULT_BYTES = 64L << 30;
    private static final long LEAST_BYTES = 1 << 16;

    /** How much of the memory that there is may be shared. */
    private static final double MOST_OF_LIMIT = 0.8;

    /** Before the text of an address, in what children are told: it is not the session's, but that of a notice. */
    private static final String NOTICE = "?";

    private static @Nullable Session current;

    /** Of a child: understood when it first meets a shared thing, for most never do. */
    private static @Nullable String told;

    /** Null as long as it is the notice that says it, or will. */
    private volatile @Nullable SessionAddress address;

    /** Of a root that has not made its session yet, and of a process that was told so. */
    private volatile @Nullable SessionNotice notice;

    /** From then on whoever needs the session makes it: nobody looks whether it is asked for. */
    private volatile boolean settled;

    private final Map<Long, Integer> attachments = new HashMap<>();
    private volatile @Nullable Arena arena;

    private Session(@Nullable SessionAddress address, @Nullable SessionNotice notice) {
        this.address = address;
        this.notice = notice;
    }

    /** What is needed to work in the arena. */
    record Arena(
            Mapping mapping,
            Slots slots,
            Blocks blocks,
            Reaper reaper,
            Vigil vigil,
            @Nullable Space space) {

        /** How far blocks may reach. */
        long limit() {
            return SessionLayout.BLOCKS + Math.min(mapping.size() - SessionLayout.BLOCKS, most());
        }
    }

    /** Asked when something is allocated first, for who allocates nothing need not ask the system; 0 before. */
    private static volatile long most;

    private static long most() {
        long known = most;
        if (known == 0) {
            known = (long) ((double) MemoryLimit.bytes() * MOST_OF_LIMIT);
            most = known;
        }
        return known;
    }

    /** The session of this process; a root's is made when it is first needed. */
    public static synchronized Session current() {
        Session session = current;
        if (session == null) {
            session = told == null ? new Session(null, null) : at(told);
            current = session;
        }
        return session;
    }

    /** This process is a child, and was told {@linkplain #whereabouts where} its session is. Nothing is opened yet. */
    public static synchronized void adopt(String whereabouts) {
        told = whereabouts;
        current = null;
    }

    private static Session at(String whereabouts) {
        return whereabouts.startsWith(NOTICE)
                ? new Session(null, SessionNotice.at(SessionAddress.parse(whereabouts.substring(1))))
                : new Session(SessionAddress.parse(whereabouts), null);
    }

    /**
     * What a child is to be told: where the session is, or, if this is a root that has not made it yet, where it will say
     * that. To make it is the greater part of a first start, and most children never need it.
     */
    public String whereabouts() {
        SessionAddress known = address;
        SessionNotice posted = known == null ? notice() : null;
        return posted != null ? NOTICE + posted.address().text() : address().text();
    }

    // Not held up by who makes the session meanwhile, once there is one. A root that has settled gives none; another's
    // is handed on.
    private @Nullable SessionNotice notice() {
        SessionNotice posted = notice;
        return posted == null ? post() : settled && posted.isOwn() ? null : posted;
    }

    private synchronized @Nullable SessionNotice post() {
        SessionNotice posted = notice;
        if (posted == null && address == null && !settled) {
            long ignored = sizeBytes(); // what is asked for wrongly is told now
            SharedFile early = SharedFile.createEarly("notice");
            posted = early == null ? null : SessionNotice.in(early, nonce());
            notice = posted;
        }
        return posted;
    }

    /** Whether a descendant of this root waits for the session to be made. */
    public boolean isWanted() {
        SessionNotice posted = notice;
        return address == null && posted != null && posted.isWanted();
    }

    /** In a root: what children were told will be there is made now. If it cannot be, those who ask are told why. */
    public void settle() {
        SessionNotice posted;
        synchronized (this) {
            settled = true;
            posted = notice;
        }
        if (posted == null || !posted.isOwn()) {
            return;
        }
        try {
            SessionAddress ignored = address();
        } catch (RuntimeException | Error e) {
            posted.refuse(e instanceof SessionException known ? String.valueOf(known.getMessage()) : e.toString());
        }
    }

    /** Where the session is: made now if this is a root that has none, asked for if it was not there when this process began. */
    public SessionAddress address() {
        SessionAddress known = address;
        return known != null ? known : find();
    }

    private synchronized SessionAddress find() {
        SessionAddress known = address;
        if (known == null) {
            SessionNotice posted = notice;
            known = posted != null && !posted.isOwn() ? Uninterrupted.call(posted::ask) : create();
            if (posted != null && posted.isOwn()) {
                posted.tell(known);
            }
            address = known;
        }
        return known;
    }

    private static SessionAddress create() {
        long size = sizeBytes();
        SharedFile file = SharedFile.create("session", size);
        long nonce = nonce();
        try {
            SessionLayout.format(file.path(), nonce, size);
        } catch (IOException e) {
            file.close();
            throw new SessionException(
                    "the session file " + file.path() + " cannot be written: " + e.getMessage()
                            + "; name a folder with space by -Djava.io.tmpdir",
                    e);
        }
        // The file stays open to the end of this process: children find it here.
        return new SessionAddress(file.path(), nonce);
    }

    /** From the kernel where it gives some: the first {@code SecureRandom} loads the security providers, 25 ms of a start. */
    private static long nonce() {
        byte[] bytes = new byte[Long.BYTES];
        try (FileInputStream random = new FileInputStream("/dev/urandom")) {
            if (random.read(bytes) == bytes.length) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IOException e) {
            // Another system.
        }
        return new SecureRandom().nextLong();
    }

    private static long sizeBytes() {
        String asked = System.getProperty("offspring.arena");
        return asked == null
                ? DEFAULT_BYTES
                : Math.max(Sizes.parse("offspring.arena", asked), SessionLayout.BLOCKS + LEAST_BYTES);
    }

    /** This process needs the session although its root may be gone: it opens it now, and its own children find it here. */
    public synchronized void keep() {
        if (!address().isNone()) {
            arena();
            address = Mapping.here(address());
        }
    }

    /**
     * A block of {@code bytes} zeros, to which this process is attached.
     *
     * @throws ArenaFullException if there is no room, also after what dead processes held was taken back
     */
    public Block allocate(int kind, long bytes) {
        return allocate(kind, bytes, true);
    }

    /** As above, for a part of another block, whose bytes may be anything. Until it belongs to that, this process must keep it. */
    public Block allocatePart(int kind, long bytes) {
        return allocate(kind | BlockLayout.PART, bytes, false);
    }

    private Block allocate(int kind, long bytes, boolean zeros) {
        Arena in = arena();
        int sizeClass = SizeClasses.of(BlockLayout.PAYLOAD + bytes);
        if (sizeClass >= SizeClasses.COUNT) {
            throw full(in, bytes);
        }
        long block = allocate(in, sizeClass, zeros);
        if (block < 0) {
            in.reaper().reapAll(in.slots(), true);
            block = allocate(in, sizeClass, zeros);
        }
        // Space that was handed out once stays in its class: rather waste some of it than say that there is none.
        for (int larger = sizeClass + 1; block < 0 && larger < SizeClasses.COUNT; larger++) {
            block = in.blocks().allocate(larger, 0, zeros);
        }
        if (block < 0) {
            throw full(in, bytes);
        }
        synchronized (attachments) {
            int generation = in.blocks().publish(block, kind, bytes);
            attachments.put(block, attachments.getOrDefault(block, 0) + 1);
            return new Block(this, in, new Handle(address().nonce(), block, generation, kind), bytes);
        }
    }

    /** A block of new or used memory in state OWNED; −1 if there is none. */
    static long allocate(Arena in, int sizeClass, boolean zeros) {
        Space space = in.space();
        if (space == null) {
            return in.blocks().allocate(sizeClass, in.limit(), zeros);
        }
        while (true) {
            long block = in.blocks().allocate(sizeClass, Math.min(in.limit(), space.watermark()), zeros);
            long end = in.mapping().getLong(SessionLayout.BUMP) + SizeClasses.size(sizeClass);
            if (block >= 0 || end > in.limit() || !space.reserve(end)) {
                return block;
            }
        }
    }

    private ArenaFullException full(Arena in, long bytes) {
        in.slots().journal().note(Journal.What.ARENA_FULL, 0, 0);
        long used = in.mapping().getLong(SessionLayout.BUMP) - SessionLayout.BLOCKS;
        return new ArenaFullException("there is no room for " + bytes + " bytes in the shared memory of this session: "
                + used + " bytes of "
                + (in.limit() - SessionLayout.BLOCKS) + " have been handed out; close what is no longer used, or raise"
                + " -Doffspring.arena=SIZE (the limit is also " + MOST_OF_LIMIT
                + " of the memory there is; in file mode, that of -Djava.io.tmpdir)");
    }

    /**
     * The block that a handle is for; this process is attached to it from now on.
     *
     * @throws ClosedHandleException if it is another session's, closed, or something else
     */
    public Block attach(Handle handle) {
        Arena in = arena();
        if (handle.session() != address().nonce()) {
            throw new ClosedHandleException("a handle of another session was used: shared things work between a root"
                    + " process and its descendants only");
        }
        long end = in.mapping().getLong(SessionLayout.BUMP);
        boolean misplaced = handle.offset() < SessionLayout.BLOCKS
                || handle.offset() > end - BlockLayout.PAYLOAD
                || handle.offset() % Long.SIZE != 0;
        if (misplaced) {
            throw new ClosedHandleException("a handle is corrupt: no block is at " + handle.offset());
        }
        synchronized (attachments) {
            Blocks blocks = in.blocks();
            boolean first = !attachments.containsKey(handle.offset());
            // Looked at before anything is written: a handle may be corrupt, and no block be there at all.
            boolean lives = blocks.isOpen(handle.offset(), handle.generation())
                    && (first
                            ? blocks.attachLiving(handle.offset(), handle.generation())
                            : blocks.isAlive(handle.offset(), handle.generation()));
            if (!lives || in.mapping().getInt(handle.offset() + BlockLayout.KIND) != handle.kind()) {
                if (lives && first) {
                    blocks.detach(handle.offset());
                }
                throw new ClosedHandleException("a shared thing was closed before this process could use it");
            }
            long bytes = in.mapping().getLong(handle.offset() + BlockLayout.PAYLOAD_BYTES);
            attachments.put(handle.offset(), attachments.getOrDefault(handle.offset(), 0) + 1);
            return new Block(this, in, handle, bytes);
        }
    }

    /**
     * The part that lies at this offset, if it is one of this kind; null if it is not, or not any more.
     *
     * @param kind as it was allocated with
     */
    public @Nullable Block attachPart(long offset, int kind) {
        int generation = arena().mapping().getInt(offset + BlockLayout.GENERATION);
        try {
            return attach(new Handle(address().nonce(), offset, generation, kind | BlockLayout.PART));
        } catch (ClosedHandleException e) {
            return null;
        }
    }

    /** The part with this generation. */
    public Block attachPart(long offset, int generation, int kind) {
        return attach(new Handle(address().nonce(), offset, generation, kind | BlockLayout.PART));
    }

    /** A place outside any process names a block that this process knows: it is kept although nobody may be attached to it. */
    public void sent(Handle handle) {
        arena().mapping().addInt(handle.offset() + BlockLayout.IN_FLIGHT, 1);
    }

    /** The place does not name it any more. */
    public void arrived(Handle handle) {
        arena().mapping().addInt(handle.offset() + BlockLayout.IN_FLIGHT, -1);
    }

    /** Whether the block of this handle is open; this process need not be attached to it. */
    public boolean isOpen(Handle handle) {
        return arena().blocks().isOpen(handle.offset(), handle.generation());
    }

    /**
     * Closes a block to which no living process is attached, and which no message carries; whether it is closed now. Takes
     * time in the order of the number of blocks, unless the int at {@code travelled} of its payload is 0: then it was never in a
     * message.
     */
    public boolean closeIfForgotten(Handle handle, long travelled) {
        Arena in = arena();
        return in.reaper().closeIfForgotten(handle.offset(), handle.generation(), travelled, in.slots());
    }

    /** How many bytes a block of {@code bytes} has room for. */
    public static long room(long bytes) {
        return SizeClasses.size(SizeClasses.of(BlockLayout.PAYLOAD + bytes)) - BlockLayout.PAYLOAD;
    }

    /** The memory of the session: parts are at their offsets in it. */
    public MemorySegment memory() {
        return arena().mapping().bytes();
    }

    /** This process lets go of a block once; with the last time it is no longer attached. */
    void detach(Arena in, long block) {
        synchronized (attachments) {
            int left = attachments.getOrDefault(block, 1) - 1;
            if (left > 0) {
                attachments.put(block, left);
            } else {
                attachments.remove(block);
                in.blocks().detach(block);
            }
        }
    }

    /** Takes back what dead processes held. It is done anyway when memory runs short and when processes come. */
    public void reap() {
        Arena in = arena();
        in.reaper().reapAll(in.slots(), false);
    }

    /** Whether this process has the shared memory mapped already. */
    public boolean isMapped() {
        return arena != null;
    }

    Arena arena() {
        Arena mapped = arena;
        return mapped == null ? mapOnce() : mapped;
    }

    private synchronized Arena mapOnce() {
        Arena mapped = arena;
        if (mapped == null) {
            SessionAddress known = address;
            if (known != null && known.isNone()) {
                throw new SessionException("this process is isolated(): it can neither make nor use shared things;"
                        + " pass values, or start it without isolated()");
            }
            SessionAddress where = address();
            mapped = Uninterrupted.call(() -> map(where));
            arena = mapped;
        }
        return mapped;
    }

    private static Arena map(SessionAddress address) {
        Mapping mapping = Mapping.open(address);
        Slots slots = Slots.take(mapping);
        Blocks blocks = new Blocks(mapping, slots.own(), slots.ownEpoch());
        Reaper reaper = new Reaper(mapping, blocks);
        reaper.reapAll(slots, false);
        Space space = mapping.isNameless() ? null : new Space(mapping, slots);
        Vigil vigil = new Vigil(mapping, slots);
        vigil.announce();
        return new Arena(mapping, slots, blocks, reaper, vigil, space);
    }
}
