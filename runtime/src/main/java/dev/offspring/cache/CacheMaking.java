package dev.offspring.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The right to make the cache of a key, which one thread of all processes has at a time in a folder. */
public final class CacheMaking implements AutoCloseable {
    /** What making one takes at the most. */
    private static final long LEAST_SPACE = 128L << 20;

    /**
     * The folders in which this process makes something. The file's lock does not keep its own threads apart: it is the whole
     * process's, and gone as soon as that closes any channel of the file, as a thread would that has found it locked.
     */
    private static final Set<Path> BUSY = ConcurrentHashMap.newKeySet();

    private final CacheFolder folder;
    private final CacheKey key;
    private final FileChannel lock;

    /** Taken before a JVM reads the jars: one that is replaced meanwhile must not pass for the one that was read. */
    private final List<String> further;

    private CacheMaking(CacheFolder folder, CacheKey key, FileChannel lock) {
        this.folder = folder;
        this.key = key;
        this.lock = lock;
        this.further = NamedJars.marks(key.jars());
    }

    static @Nullable CacheMaking begin(CacheFolder folder, CacheKey key) throws IOException {
        if (!BUSY.add(folder.path())) {
            return null;
        }
        FileChannel lock = null;
        boolean begun = false;
        try {
            lock = FileChannel.open(
                    folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (lock.tryLock() == null) {
                return null;
            }
            folder.deleteMaking();
            long space = Files.getFileStore(folder.path()).getUsableSpace();
            if (space < LEAST_SPACE) {
                throw new IOException("there are " + (space >> 20) + " MiB left in " + folder.path());
            }
            CacheMaking making = new CacheMaking(folder, key, lock);
            begun = true;
            return making;
        } catch (OverlappingFileLockException e) {
            return null; // by another copy of this class, which a class loader of its own has loaded
        } finally {
            if (!begun) {
                end(folder, lock);
            }
        }
    }

    /** A file to make something in; {@code what} is a word of small letters. */
    public Path file(String what) {
        return folder.making(key, what);
    }

    /** Whether the jars are still the ones that they were when this began. */
    public boolean isCurrent() {
        return key.again().equals(key) && NamedJars.marks(key.jars()).equals(further);
    }

    /** From now on this file is the cache of the key, for the jars as they were when this began. */
    public void publish(Path made) throws IOException {
        folder.publish(key, made, Seal.of(made, further, key.text()));
    }

    /** From now on it is known that no cache can be made for the key. */
    public void refuse() throws IOException {
        folder.write(Seal.unusable(key.text()), key);
    }

    /** Deletes what is half made. Any thread may do so; after the end it is another's, and left alone. */
    public synchronized void abandon() {
        if (lock.isOpen()) {
            folder.deleteMaking();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (lock.isOpen()) {
            end(folder, lock);
        }
    }

    private static void end(CacheFolder folder, @Nullable FileChannel lock) throws IOException {
        try {
            if (lock != null) {
                lock.close();
            }
        } finally {
            BUSY.remove(folder.path());
        }
    }
}
