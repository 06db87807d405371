package dev.offspring.os;

import dev.offspring.error.SessionException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A file that other processes of this user can open and map: on Linux one without a name (memfd), which the kernel frees
 * when the last process that has it ends, however it ends; elsewhere, where that is refused or others cannot open it through
 * {@code /proc}, without {@linkplain NativeAccess native access}, or with {@code -Doffspring.file=true}, a 0600 file in a 0700
 * folder of this process. What is not mapped may be a {@linkplain NamelessFile third kind} in a program's first moments.
 *
 * <p>Closing withdraws it from others: whoever has opened it already keeps it. Closing twice is harmless.
 */
public final class SharedFile implements AutoCloseable {
    /** Its file system may be small. */
    private static final long MOST_EARLY_BYTES = 1 << 20;

    private final String path;
    private final Withdrawal withdrawal;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SharedFile(String path, Withdrawal withdrawal) {
        this.path = path;
        this.withdrawal = withdrawal;
    }

    /** How a file is taken from others who have not opened it. */
    private interface Withdrawal {
        void run() throws IOException;
    }

    /**
     * A sparse file of zeros.
     *
     * @param label what {@code /proc} shows of it; not unique
     * @throws SessionException if neither kind can be made: it names the folder and the fix
     */
    public static SharedFile create(String label, long sizeBytes) {
        StandardStreams.occupy();
        if (mayBeNameless()) {
            try {
                int descriptor = NativeCalls.memfd(label, sizeBytes);
                return new SharedFile(ofThisProcess(descriptor), () -> NativeCalls.close(descriptor));
            } catch (IOException | LinkageError refused) {
                // A sandbox without memfd_create, or a JVM told to deny native access: a named file does.
            }
        }
        Path named = OwnFolder.newFile(label, sizeBytes);
        return new SharedFile(named.toString(), () -> Files.deleteIfExists(named));
    }

    /** As {@link #create}, for what both sides read and write, and neither maps: its first native call a process need not make for that. */
    public static SharedFile createUnmapped(String label, long sizeBytes) {
        SharedFile early = sizeBytes > MOST_EARLY_BYTES ? null : createEarly(label);
        return early != null ? early : create(label, sizeBytes);
    }

    /** An empty one for a process that is going to make its first native call later; null in any other, and where there is none. */
    public static @Nullable SharedFile createEarly(String label) {
        StandardStreams.occupy();
        NamelessFile nameless = NativeCalls.areAhead() && mayBeNameless() ? NamelessFile.create(label) : null;
        return nameless == null ? null : new SharedFile(ofThisProcess(nameless.descriptor()), nameless::close);
    }

    private static boolean mayBeNameless() {
        return NativeCalls.onLinux() && !Boolean.getBoolean("offspring.file") && Descriptors.VISIBLE;
    }

    private static String ofThisProcess(int descriptor) {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
    }

    /**
     * For a process that halts because the one that made the file at this path is gone: deletes what both leave that has a
     * name, as far as nobody lives who needs it.
     */
    public static void deleteAfter(String path) {
        OwnFolder.deleteOwn();
        OwnFolder.deleteLeftBehind(Path.of(path));
    }

    /**
     * When this process ends, what has a name is not deleted before that has happened, for a few seconds: its children may need it
     * until they have ended.
     */
    public static void keepUntil(CountDownLatch ended) {
        OwnFolder.keepUntil(ended);
    }

    /**
     * Whether other processes of this user may open the descriptors of this one. The files in {@code /proc/self} belong to root
     * where they may not, as after a {@code java} that has capabilities or cannot be read; the folder itself does not.
     */
    static boolean areDescriptorsVisible(Path self) {
        try {
            return Files.getAttribute(self, "unix:uid").equals(Files.getAttribute(self.resolve("fd"), "unix:uid"));
        } catch (IOException | RuntimeException closed) {
            return false;
        }
    }

    private static final class Descriptors {
        static final boolean VISIBLE = areDescriptorsVisible(Path.of("/proc/self"));
    }

    /** What another process of this user opens, as long as this one lives. */
    public String path() {
        return path;
    }

    /**
     * Gives the space of whole pages of a mapping of such a file back to the system, whoever maps them; they read as zeros
     * then. For any process that maps the file, not only the one that made it.
     *
     * @return false where that cannot be done, and nothing has changed
     */
    public static boolean release(MemorySegment pages) {
        try {
            if (NativeCalls.onLinux()) {
                NativeCalls.remove(pages);
                return true;
            }
        } catch (IOException | LinkageError refused) {
            // The file system cannot, or the JVM may not call it: the range is zeroed by hand when it is used again.
        }
        return false;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            withdrawal.run();
        } catch (IOException e) {
            throw new SessionException("cannot close the shared file " + path + ": " + e.getMessage(), e);
        }
    }
}
