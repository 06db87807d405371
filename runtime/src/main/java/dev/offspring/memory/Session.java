package dev.offspring.memory;

import dev.offspring.error.SessionException;
import dev.offspring.os.SharedFile;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A root process and its descendants, and the memory that they share. Each process has one; a child is told by its
 * launcher which. Nothing is mapped before shared memory is first used.
 */
public final class Session {
    private static final long DEFAULT_BYTES = 64L << 30;
    private static final long SMALLEST_BYTES = 1L << 20;

    private static @Nullable Session current;

    private final SessionAddress address;
    private final boolean isRoot;

    @SuppressWarnings("unused") // the root keeps its descriptor open: others open the file through it
    private final @Nullable SharedFile shared;

    private @Nullable SessionFile file;
    private volatile @Nullable MappedArena arena;

    private Session(SessionAddress address, @Nullable SharedFile shared, @Nullable SessionFile file) {
        this.address = address;
        this.isRoot = shared != null;
        this.shared = shared;
        this.file = file;
    }

    /** This process's session: the one it adopted, or else its own, which it is the root of. */
    public static synchronized Session current() {
        Session session = current;
        if (session == null) {
            session = create();
            current = session;
        }
        return session;
    }

    /**
     * Makes this process a member of another's session; nothing is opened yet.
     *
     * @throws SessionException if it has a session already
     */
    public static synchronized void adopt(SessionAddress address) {
        if (current != null) {
            throw new SessionException("this process has a session already: it used shared memory before it was told whose");
        }
        current = new Session(address, null, null);
    }

    private static Session create() {
        long size = arenaBytes();
        long nonce = new SecureRandom().nextLong();
        SharedFile shared = SharedFile.create("offspring-session", size);
        SessionFile file = SessionFile.create(shared.path(), nonce, size, shared.isMemory());
        return new Session(new SessionAddress(shared.path(), nonce), shared, file);
    }

    private static long arenaBytes() {
        String option = System.getProperty("offspring.arena");
        if (option == null) {
            return DEFAULT_BYTES;
        }
        String text = option.trim().toLowerCase(Locale.ROOT);
        int unit = "kmgt".indexOf(text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) + 1;
        try {
            long number = Long.parseLong(unit > 0 ? text.substring(0, text.length() - 1) : text);
            long size = Math.multiplyExact(number, 1L << 10 * unit);
            if (size >= SMALLEST_BYTES && size <= SizeClasses.bytes(SizeClasses.COUNT - 1)) {
                return size;
            }
        } catch (ArithmeticException | NumberFormatException malformed) {
            // Reported below, like one out of range.
        }
        throw new SessionException("-Doffspring.arena=" + option + " is no size from 1m to 512g, such as 4g");
    }

    /** What a child needs to join. Maps nothing. */
    public SessionAddress address() {
        return address;
    }

    /**
     * A block of zeros.
     *
     * @param kind what it will hold, so that a handle of another kind is refused
     * @throws dev.offspring.error.ArenaFullException if the cap or the space behind the arena is reached
     */
    public Block allocate(int kind, long dataBytes) {
        return arena().allocate(kind, dataBytes);
    }

    /**
     * The block that a handle names.
     *
     * @throws dev.offspring.error.ClosedHandleException if it has been closed, or is of another session or kind
     */
    public Block attach(Handle handle) {
        return arena().attach(handle);
    }

    /**
     * The one block of that name of the session, made by whichever process comes first.
     *
     * @param layoutHash of what it holds: a process that has another layout under this name is refused
     * @param firstValues fills it in; runs in at most one process, or again if that one dies meanwhile. It must be short and
     *     must not wait: other processes wait for it
     */
    public Block global(String name, int kind, long layoutHash, long dataBytes, Consumer<Block> firstValues) {
        return new Globals(arena()).find(name, kind, layoutHash, dataBytes, firstValues);
    }

    /** Whether {@link #global} would find it made already. */
    public boolean hasGlobal(String name) {
        return new Globals(arena()).has(name);
    }

    /** Takes back what dead processes held. Done by itself when memory is short; harmless at any time. */
    public void reap() {
        arena().reap();
    }

    /** Bytes of the arena that are in use, headers and rounding included. */
    public long usedBytes() {
        reap();
        return arena().heap().used();
    }

    MappedArena arena() {
        MappedArena mapped = arena;
        return mapped != null ? mapped : map();
    }

    private synchronized MappedArena map() {
        MappedArena mapped = arena;
        if (mapped == null) {
            SessionFile opened = file;
            if (opened == null) {
                opened = SessionFile.open(address);
                file = opened;
            }
            mapped = new MappedArena(opened, address.nonce(), isRoot);
            arena = mapped;
        }
        return mapped;
    }

    @Override
    public String toString() {
        return "Session[" + address.path() + (isRoot ? " root]" : "]");
    }
}
