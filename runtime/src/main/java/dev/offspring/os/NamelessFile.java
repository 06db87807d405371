package dev.offspring.os;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file without a name, by the means of Java alone: made in a folder that has room, and deleted as soon as it is open. The kernel
 * frees it with the last process that has it open. A process that is killed in between, for some microseconds, leaves an empty file.
 *
 * <p>It takes space of a file system that may be full, and anybody who opens it may shorten it: for few bytes that are
 * read and written, and not for mapping.
 */
final class NamelessFile implements AutoCloseable {
    /** In memory if there is such a file system; a container's may be tiny. */
    private static final String MEMORY = "/dev/shm";

    /** A child's result may be large. */
    private static final long ROOM_BYTES = 1L << 30;

    private static final String DESCRIPTORS = "/proc/self/fd";

    private static final Set<? extends OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE, // on Linux: as soon as it is open
            LinkOption.NOFOLLOW_LINKS);

    /** Java closes what nobody holds; others have nothing but the descriptor's number. */
    private static final Set<NamelessFile> OPEN = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final int descriptor;

    private NamelessFile(FileChannel channel, int descriptor) {
        this.channel = channel;
        this.descriptor = descriptor;
    }

    /** An empty one; null where there is no room, or no Linux. */
    static @Nullable NamelessFile create(String label) {
        for (String folder : new String[] {MEMORY, System.getProperty("java.io.tmpdir")}) {
            if (new File(folder).getUsableSpace() >= ROOM_BYTES) {
                try {
                    return create(Path.of(folder), label);
                } catch (IOException | InvalidPathException refused) {
                    // Not writable for this user, or for programs of this kind.
                }
            }
        }
        return null;
    }

    @SuppressWarnings("MustBeClosed") // it is, with this
    private static NamelessFile create(Path folder, String label) throws IOException {
        String name = "offspring-" + OwnFolder.inFileName(label) + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
        FileAttribute<Set<PosixFilePermission>> owned = PosixFilePermissions.asFileAttribute(
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        Path file = folder.resolve(name);
        FileChannel channel = FileChannel.open(file, OPTIONS, owned);
        try {
            NamelessFile made = new NamelessFile(channel, descriptor(name));
            OPEN.add(made);
            return made;
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Java does not say which it is; but what {@code /proc} says of it is like nothing else. */
    private static int descriptor(String name) throws IOException {
        String[] open = new File(DESCRIPTORS).list();
        if (open != null) {
            for (String descriptor : open) {
                if (isOf(Path.of(DESCRIPTORS, descriptor), name)) {
                    return Integer.parseInt(descriptor);
                }
            }
        }
        throw new IOException("/proc does not show what this process has open");
    }

    private static boolean isOf(Path descriptor, String name) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith(name + " (deleted)");
        } catch (IOException closed) {
            return false;
        }
    }

    int descriptor() {
        return descriptor;
    }

    @Override
    public void close() throws IOException {
        OPEN.remove(this);
        channel.close();
    }
}
