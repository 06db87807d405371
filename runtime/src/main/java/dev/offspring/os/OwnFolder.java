package dev.offspring.os;

import dev.offspring.error.SessionException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The 0700 folder of this process for shared files that need a name: {@code offspring-<pid>-<start time>-<random>}. It is
 * deleted when this JVM ends, after its children; if that was prevented, the next process of the same user that needs such a folder sweeps it, once
 * the pid is dead and the lock on the file {@code owner} free (in another container the pid alone would look dead).
 */
final class OwnFolder {
    private static final String PREFIX = "offspring-", OWNER = "owner";

    /** {@code offspring}, pid, start time, random. */
    private static final int PARTS = 4;

    private static final int LOOKS = 100;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LONGEST_USE_SECONDS = 10;

    private static final long UNFINISHED_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private static @Nullable OwnFolder current;

    /** Of the next file. */
    private static int number;

    /** Until then others may need the folder when this JVM ends. */
    private static volatile CountDownLatch lastUse = new CountDownLatch(0);

    private final Path folder;

    @SuppressWarnings("unused") // holding it is the point: the kernel drops the lock with the process
    private final FileChannel ownerLock;

    private OwnFolder(Path folder, FileChannel ownerLock) {
        this.folder = folder;
        this.ownerLock = ownerLock;
    }

    static synchronized Path newFile(String label, long sizeBytes) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            OwnFolder own = current;
            if (own == null) {
                sweep(temporary);
                own = create(temporary);
                current = own;
            }
            Path file = Files.createFile(
                    own.folder.resolve(inFileName(label) + "." + number++ + ".shared"), owned("rw-------"));
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                access.setLength(sizeBytes);
            }
            return file;
        } catch (IOException e) {
            throw new SessionException(
                    "cannot make a shared file of " + sizeBytes + " bytes below " + temporary + ": " + e
                            + "; make that folder writable or name another by -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static OwnFolder create(Path temporary) throws IOException {
        long pid = ProcessHandle.current().pid();
        // Not Files.createTempDirectory: the JDK's SecureRandom, which it asks for a name, takes 15 ms of a first
        // start.
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path folder = Files.createDirectory(
                temporary.resolve(PREFIX + pid + "-" + StartTime.of(pid) + "-" + random), owned("rwx------"));
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtTheEnd(folder), "offspring-folder"));
        } catch (IllegalStateException e) {
            delete(folder);
            throw new SessionException("this process is ending: it can share nothing any more", e);
        }
        FileChannel owner =
                FileChannel.open(folder.resolve(OWNER), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        owner.lock();
        return new OwnFolder(folder, owner);
    }

    /** A label with nothing in it that some file system or character set does not have. */
    static String inFileName(String label) {
        StringBuilder name = new StringBuilder(label);
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            boolean plain = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || "._-".indexOf(each) >= 0;
            if (!plain) {
                name.setCharAt(i, '_');
            }
        }
        return name.toString();
    }

    static void keepUntil(CountDownLatch ended) {
        lastUse = ended;
    }

    private static void deleteAtTheEnd(Path folder) {
        try {
            var _ = lastUse.await(LONGEST_USE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Somebody is in a hurry.
        }
        delete(folder);
    }

    private static FileAttribute<?>[] owned(String permissions) {
        // Windows has no such view; a temporary folder there is the user's own.
        return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Deletes what processes of this user have left there. Others' folders are not touched: their content may be a trap. */
    static void sweep(Path temporary) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary)) {
            for (Path folder : folders) {
                if (folder.getFileName().toString().startsWith(PREFIX) && isLeftBehind(folder)) {
                    delete(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException leftForTheNextSweep) {
            // A folder in which files can be made, but not listed; nothing that is needed now is missing.
        }
    }

    /** Deletes the folder of this process; for who is about to halt, which runs no hook. */
    static synchronized void deleteOwn() {
        OwnFolder own = current;
        if (own != null) {
            delete(own.folder);
        }
    }

    /** Deletes the folder of this file, if it is one of these and its process is gone, or is gone in a moment. */
    static void deleteLeftBehind(Path file) {
        Path folder = file.getParent();
        if (folder == null || !String.valueOf(folder.getFileName()).startsWith(PREFIX)) {
            return;
        }
        for (int i = 0; i < LOOKS && Files.exists(folder); i++) {
            if (isLeftBehind(folder)) {
                delete(folder);
            } else {
                LockSupport.parkNanos(LOOK_NANOS); // it has been killed, but the kernel has not taken it down yet
            }
        }
    }

    private static boolean isLeftBehind(Path folder) {
        String[] parts = folder.getFileName().toString().split("-", -1);
        try {
            if (parts.length != PARTS || StartTime.ofLiving(Long.parseLong(parts[1])) == Long.parseLong(parts[2])) {
                return false;
            }
        } catch (NumberFormatException notOurs) {
            return false;
        }
        // Before anything in it is opened: to open a pipe would wait for ever, to open a link touch a file of this
        // user's.
        Path lock = folder.resolve(OWNER);
        if (!Ownership.isPrivate(folder)) {
            return false;
        }
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return isUnfinished(folder);
        }
        try (FileChannel owner = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return owner.tryLock() != null;
        } catch (OverlappingFileLockException | IOException heldOrForeign) {
            return false;
        }
    }

    /** Whether its process was killed before there was anything in it; in another container one may be about to begin so. */
    private static boolean isUnfinished(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            long made = Files.getLastModifiedTime(folder).toMillis();
            return !files.iterator().hasNext() && System.currentTimeMillis() - made > UNFINISHED_MILLIS;
        } catch (IOException | DirectoryIteratorException foreign) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException | DirectoryIteratorException leftForTheNextSweep) {
            // Another process may be sweeping it at this moment.
        }
    }
}
