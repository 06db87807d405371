package dev.offspring.cache;

import dev.offspring.os.Ownership;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of class-data caches. A JVM maps them as code, so nobody but their owner may be able to write them.
 *
 * <pre>
 *  NAME.aot               a cache
 *  NAME.seal              what must be true of it; written last, and renamed to its name in one piece
 *  NAME.PID.WHAT.making   what is being made
 *  offspring.lock         held by the one process that makes something
 * </pre>
 * NAME is 16 hexadecimal digits: other files are somebody else's, and left alone. Any number of processes may use the folder at
 * once.
 */
public final class CacheFolder {
    /** A folder with more caches than this loses those that were not used for longest. */
    private static final int MOST_CACHES = 12;

    /** Then it is tried again: it may have been for want of memory. */
    private static final Duration UNUSABLE_FOR = Duration.ofDays(1);

    private static final String CACHE = ".aot", SEAL = ".seal", MAKING = ".making", LOCK = "offspring.lock";
    private static final Pattern OWN =
            Pattern.compile("[0-9a-f]{16}(" + CACHE + "|" + SEAL + "|\\.[0-9]+\\.[a-z]+" + MAKING + ")");

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
        /** A cache or a seal whose bytes are not the ones that were written. */
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
        Ownership.check(folder);
        return new CacheFolder(folder.toRealPath());
    }

    private static void makeOwn(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectory(folder); // Windows: a home is its user's own
        } catch (FileAlreadyExistsException e) {
            // Another program was quicker; or it is something else, as the check will say.
        }
    }

    public Path path() {
        return folder;
    }

    Path lock() {
        return folder.resolve(LOCK);
    }

    /** Where the cache of this key is, or will be. */
    public Path cache(CacheKey key) {
        return folder.resolve(key.name() + CACHE);
    }

    private Path seal(CacheKey key) {
        return folder.resolve(key.name() + SEAL);
    }

    /**
     * Looks for a cache, and reads it to see whether every byte is there.
     *
     * @throws IOException if it is there and cannot be read, which does not mean that it is no good
     */
    public Found find(CacheKey key) throws IOException {
        Path at = seal(key);
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
        } catch (NoSuchFileException e) {
            return Found.NOTHING;
        } catch (StreamCorruptedException e) {
            return Found.DAMAGED;
        }
        try {
            Files.setLastModifiedTime(at, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // On a disk that is only read nothing is deleted for its age either.
        }
        return Found.USABLE;
    }

    /** The marks of the files that the cache of this key depends on besides the key's own: those that manifests name. */
    public List<String> further(CacheKey key) throws IOException {
        return Seal.read(seal(key)).further();
    }

    /**
     * The right to make the cache of a key in this folder, until it is closed. What others have left half made is deleted.
     *
     * @return null while somebody else makes one, in another process or in this one
     * @throws IOException if there is no room for a cache, or the folder cannot be written
     */
    public @Nullable CacheMaking tryMake(CacheKey key) throws IOException {
        return CacheMaking.begin(this, key);
    }

    /** A file of this process to make something in; its name is a word. */
    Path making(CacheKey key, String what) {
        return folder.resolve(key.name() + "." + ProcessHandle.current().pid() + "." + what + MAKING);
    }

    /** Deletes what is being made. */
    void deleteMaking() {
        for (Path file : files(MAKING)) {
            delete(file);
        }
    }

    /** From now on this file is the cache of the key. */
    void publish(CacheKey key, Path made, Seal seal) throws IOException {
        remove(key); // so that nobody finds the new bytes under the old seal
        Files.move(made, cache(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        write(seal, key);
    }

    /** Deletes the cache of this key. */
    public void remove(CacheKey key) {
        delete(seal(key));
        delete(cache(key));
    }

    /** This seal is the key's; older caches than the folder is to hold go. */
    void write(Seal seal, CacheKey key) throws IOException {
        Path written = making(key, "seal");
        seal.write(written);
        Files.move(written, seal(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        deleteOldest();
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
            for (Path file : found) {
                if (OWN.matcher(String.valueOf(file.getFileName())).matches()) {
                    files.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
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
