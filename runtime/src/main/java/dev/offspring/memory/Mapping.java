package dev.offspring.memory;

import dev.offspring.error.SessionException;
import dev.offspring.os.CoreDump;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The session file in this process's memory, mapped once and for ever.
 *
 * <p>Exactly one descriptor is open on the file, and never closed: closing any would drop the locks by which the other
 * processes know that this one lives.
 */
final class Mapping {
    static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    static final ValueLayout.OfInt PLAIN_INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong PLAIN_LONG = ValueLayout.JAVA_LONG;

    private final RandomAccessFile file;
    private final FileChannel channel;
    private final MemorySegment bytes;
    private final boolean nameless;

    private Mapping(RandomAccessFile file, FileChannel channel, MemorySegment bytes, String path) {
        this.file = file;
        this.channel = channel;
        this.bytes = bytes;
        this.nameless = SessionLayout.isNameless(path);
    }

    /**
     * Maps the file that {@code address} names.
     *
     * @throws SessionException if it is not there, or is no session's file, or not that session's
     */
    static Mapping open(SessionAddress address) {
        CoreDump.leaveOutSharedMemory();
        RandomAccessFile file = null;
        try {
            if (!Files.exists(Path.of(address.path()))) {
                throw new FileNotFoundException("it is not there"); // RandomAccessFile would make one
            }
            file = new RandomAccessFile(address.path(), "rw");
            FileChannel channel = file.getChannel();
            long size = checkedSize(address, file);
            // Global: other threads may use it until the last moment of this process.
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, Arena.global());
            return new Mapping(file, channel, bytes, address.path());
        } catch (IOException | OutOfMemoryError e) {
            throw failure(
                    address,
                    file,
                    e.getMessage() + "; is its root process gone, or the address space limited"
                            + " (ulimit -v)? -Doffspring.arena=1g asks for less",
                    e);
        }
    }

    /**
     * Maps the session file at {@code path} for somebody who does not belong to the session, and writes nothing.
     *
     * @throws SessionException if it is not there, or no session's file
     */
    static Mapping inspect(String path) {
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(path, "r");
            FileChannel channel = file.getChannel();
            long nonce = nonce(file);
            long size = checkedSize(new SessionAddress(path, nonce), file);
            return new Mapping(
                    file, channel, channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto()), path);
        } catch (IOException e) {
            throw failure(new SessionAddress(path, 0), file, String.valueOf(e.getMessage()), e);
        }
    }

    private static long nonce(RandomAccessFile file) throws IOException {
        byte[] word = new byte[Long.BYTES];
        file.seek(SessionLayout.NONCE);
        file.readFully(word);
        file.seek(0);
        return MemorySegment.ofArray(word).get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
    }

    /** Only for what {@link #inspect} gave: the session's own mapping is for ever. */
    void close() throws IOException {
        file.close();
    }

    private static long checkedSize(SessionAddress address, RandomAccessFile file) throws IOException {
        if (file.length() < SessionLayout.BLOCKS) {
            throw failure(address, file, "it is too short", null);
        }
        byte[] header = new byte[4 * Long.BYTES];
        file.readFully(header);
        MemorySegment words = MemorySegment.ofArray(header);
        ValueLayout.OfLong word = ValueLayout.JAVA_LONG_UNALIGNED;
        if (words.get(word, SessionLayout.MAGIC) != SessionLayout.MAGIC_VALUE
                || words.get(word, SessionLayout.VERSION) != SessionLayout.VERSION_VALUE) {
            throw failure(
                    address, file, "it was made by something else, or by another version of offspring-runtime", null);
        }
        if (words.get(word, SessionLayout.NONCE) != address.nonce()) {
            throw failure(address, file, "it belongs to another session", null);
        }
        long size = words.get(word, SessionLayout.SIZE);
        if (size < SessionLayout.BLOCKS || size > file.length()) {
            throw failure(
                    address, file, "its header is corrupt: it claims " + size + " bytes of " + file.length(), null);
        }
        return size;
    }

    private static SessionException failure(
            SessionAddress address, @Nullable RandomAccessFile file, String problem, @Nullable Throwable cause) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // It was of no use.
            }
        }
        return new SessionException("the session file " + address.path() + " cannot be used: " + problem, cause);
    }

    /**
     * The same file, which this process has open, by its own descriptor; as it was where the system shows none. Nothing is
     * opened to find it: to close that again would drop the locks.
     */
    static SessionAddress here(SessionAddress elsewhere) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (isSameFile(descriptor, Path.of(elsewhere.path()))) {
                    String own = "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor.getFileName();
                    return new SessionAddress(own, elsewhere.nonce());
                }
            }
        } catch (IOException e) {
            // Another system.
        }
        return elsewhere;
    }

    private static boolean isSameFile(Path descriptor, Path file) {
        try {
            return Files.exists(descriptor) && Files.isSameFile(descriptor, file);
        } catch (IOException e) {
            return false; // it was closed meanwhile
        }
    }

    /** Whether it is memory, and not a file of a file system that may be full. */
    boolean isNameless() {
        return nameless;
    }

    MemorySegment bytes() {
        return bytes;
    }

    long size() {
        return bytes.byteSize();
    }

    FileChannel channel() {
        return channel;
    }

    /** Writes zeros through the descriptor, which says so if there is no space for them. */
    void writeZeros(long offset, long count) throws IOException {
        byte[] zeros = new byte[(int) Math.min(count, 1 << 20)];
        synchronized (file) {
            file.seek(offset);
            for (long left = count; left > 0; left -= zeros.length) {
                file.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        }
    }

    int getInt(long offset) {
        return (int) INT.getVolatile(bytes, offset);
    }

    void setInt(long offset, int value) {
        Step.before();
        INT.setVolatile(bytes, offset, value);
    }

    void addInt(long offset, int delta) {
        Step.before();
        INT.getAndAdd(bytes, offset, delta);
    }

    long getLong(long offset) {
        return (long) LONG.getVolatile(bytes, offset);
    }

    void setLong(long offset, long value) {
        Step.before();
        LONG.setVolatile(bytes, offset, value);
    }

    /**
     * A store that comes before the next one in this process's order, and needs no more: what it writes is seen by others only
     * after a later compare-and-set, or when this process is dead.
     */
    void putInt(long offset, int value) {
        Step.before();
        INT.setRelease(bytes, offset, value);
    }

    /** As {@link #putInt}. */
    void putLong(long offset, long value) {
        Step.before();
        LONG.setRelease(bytes, offset, value);
    }

    boolean compareAndSet(long offset, long expected, long value) {
        Step.before();
        return LONG.compareAndSet(bytes, offset, expected, value);
    }
}
