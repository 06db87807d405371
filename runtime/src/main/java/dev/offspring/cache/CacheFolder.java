package dev.offspring.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of class-data caches. A JVM maps them as code, so nobody but their owner may be able to write them.
 *
 * <pre>
 *  NAME.aot       a cache
 *  NAME.seal      what must be true of it; written last, and renamed to its name in one piece
 *  NAME.….making  what is being made
 *  lock           held by the one process that makes something
 * </pre>
 * Any number of processes may use it at once.
 */
public final class CacheFolder {
    /** A folder with more caches than this loses those that were not used for longest. */
    private static final int MOST_CACHES = 12;

    /** What making one takes at the most. */
    private static final long LEAST_SPACE = 128L << 20;

    /** Then it is tried again: it may have been for want of memory. */
    private static final Duration UNUSABLE_FOR = Duration.ofDays(1);

    private static final String CACHE = ".aot", SEAL = ".seal", MAKING = ".making", LOCK = "lock";

    private final Path folder;

    private CacheFolder(Path folder) {
        this.folder = folder;
    }

    /** What the folder has for a key. */
    public enum Found {
        /** A cache. */
        USABLE,
        /** The knowledge that there can be none. */
        UNUSABLE,
        NOTHING,
        /** A cache whose bytes are not the ones that were written. */
        DAMAGED
    }

    /**
     * The caches in this folder, which is made if it is not there.
     *
     * @throws IOException if it cannot be made, is not this user's, or can be written by others; the message says so
     */
    public static CacheFolder open(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            makeOwn(folder);
        }
        checkOwn(folder);
        return new CacheFolder(folder.toAbsolutePath());
    }

    private static void makeOwn(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectory(folder); // Windows: a home is its user's own
        }
    }

    private static void checkOwn(Path folder) throws IOException {
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(folder);
            if (allowed.contains(PosixFilePermission.GROUP_WRITE)
                    || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new IOException(folder + " can be written by others: chmod 700 " + folder);
            }
            Path self = Path.of("/proc/self");
            boolean own = Files.exists(self)
                    ? Files.getOwner(folder).equals(Files.getOwner(self))
                    : Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
            if (!own) {
                throw new IOException(
                        folder + " belongs to " + Files.getOwner(folder).getName());
            }
        } catch (UnsupportedOperationException e) {
            return; // as above
        }
    }

    /** Where the cache of this key is, or will be. */
    public Path cache(CacheKey key) {
        return folder.resolve(key.name() + CACHE);
    }

    /** Looks for a cache, and reads it to see whether every byte is there. */
    public Found find(CacheKey key) {
        Path at = folder.resolve(key.name() + SEAL);
        try {
            Seal seal = Seal.read(at);
            if (!seal.key().equals(key.text()) || !seal.isCurrent()) {
                return Found.NOTHING;
            }
            if (seal.isUnusable()) {
                boolean isFresh = lastUse(at).toInstant().plus(UNUSABLE_FOR).isAfter(Instant.now());
                return isFresh ? Found.UNUSABLE : Found.NOTHING;
            }
            if (!seal.fits(cache(key))) {
                return Found.DAMAGED;
            }
            Files.setLastModifiedTime(at, FileTime.from(Instant.now()));
            return Found.USABLE;
        } catch (NoSuchFileException e) {
            return Found.NOTHING;
        } catch (IOException e) {
            return Found.DAMAGED;
        }
    }

    /**
     * The right to make caches in this folder, until it is closed. What others have left half made is deleted.
     *
     * @return null while another process has it
     * @throws IOException if there is no room for a cache, or the folder cannot be written
     */
    public @Nullable FileChannel tryMake() throws IOException {
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = lock.tryLock() != null;
            if (held) {
                deleteMaking();
                long space = Files.getFileStore(folder).getUsableSpace();
                if (space < LEAST_SPACE) {
                    held = false;
                    throw new IOException("there are " + (space >> 20) + " MiB left in " + folder);
                }
            }
        } catch (OverlappingFileLockException e) {
            held = false;
        } finally {
            if (!held) {
                lock.close();
            }
        }
        return held ? lock : null;
    }

    /** A file to make something in. */
    public Path making(CacheKey key, String what) {
        return folder.resolve(key.name() + "." + what + MAKING);
    }

    /** Deletes what is being made. */
    public void deleteMaking() {
        for (Path file : files(MAKING)) {
            delete(file);
        }
    }

    /** From now on this file is the cache of the key. */
    public void publish(CacheKey key, Path made) throws IOException {
        Seal seal = Seal.of(made, NamedJars.marks(key.jars()), key.text());
        remove(key); // so that nobody finds the new bytes under the old seal
        Files.move(made, cache(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        write(seal, key);
        deleteOldest();
    }

    /** From now on it is known that no cache can be made for the key. */
    public void refuse(CacheKey key) throws IOException {
        write(Seal.unusable(key.text()), key);
        deleteOldest();
    }

    /** Deletes the cache of this key. */
    public void remove(CacheKey key) {
        delete(folder.resolve(key.name() + SEAL));
        delete(cache(key));
    }

    private void write(Seal seal, CacheKey key) throws IOException {
        Path written = making(key, "seal");
        seal.write(written);
        Files.move(
                written,
                folder.resolve(key.name() + SEAL),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whoever wanted to start with one of them just now starts without. */
    private void deleteOldest() {
        List<Path> seals = files(SEAL);
        seals.sort(Comparator.comparing(CacheFolder::lastUse).reversed());
        for (Path old : seals.subList(Math.min(MOST_CACHES, seals.size()), seals.size())) {
            String name = String.valueOf(old.getFileName());
            delete(old);
            delete(folder.resolve(name.substring(0, name.length() - SEAL.length()) + CACHE));
        }
        for (Path cache : files(CACHE)) {
            String name = String.valueOf(cache.getFileName());
            if (!Files.exists(folder.resolve(name.substring(0, name.length() - CACHE.length()) + SEAL))) {
                delete(cache);
            }
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private List<Path> files(String suffix) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + suffix)) {
            found.forEach(files::add);
        } catch (IOException e) {
            // Then there is nothing to delete.
        }
        return files;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Another process may be at it.
        }
    }
}
