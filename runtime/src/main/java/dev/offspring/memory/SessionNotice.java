package dev.offspring.memory;

import dev.offspring.error.SessionException;
import dev.offspring.os.SharedFile;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where a root tells those of its descendants where the session is whom it started before it had made that. Whoever needs it asks, and
 * waits.
 *
 * <pre>
 *  0        4        8
 *  +--------+--------+---------
 *  | wanted | length | address
 *  +--------+--------+---------
 * </pre>
 *
 * Big-endian; the length comes last, in one piece. It is negative if the words are not the address, but say why there is none.
 */
final class SessionNotice {
    private static final int WANTED = 0, LENGTH = 4, ADDRESS = 8, BYTES = 4096;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A root that was stopped, or has no processor, may take long; one that is gone is noticed otherwise. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String path;
    private final @Nullable RandomAccessFile own;

    private SessionNotice(String path, @Nullable RandomAccessFile own) {
        this.path = path;
        this.own = own;
    }

    /** This root's; null where there is no file for it that needs no native call. It stays open to the end of this process. */
    static @Nullable SessionNotice create() {
        SharedFile file = SharedFile.createUnlinked("notice");
        if (file == null) {
            return null;
        }
        try {
            RandomAccessFile bytes = new RandomAccessFile(file.path(), "rw");
            bytes.write(new byte[BYTES]); // there is space for it, then
            return new SessionNotice(file.path(), bytes);
        } catch (IOException e) {
            file.close();
            return null;
        }
    }

    /** That of another process. */
    static SessionNotice at(String path) {
        return new SessionNotice(path, null);
    }

    boolean isOwn() {
        return own != null;
    }

    String path() {
        return path;
    }

    /** In the root: whether anybody has asked. */
    synchronized boolean isWanted() {
        try {
            return own != null && read(own, WANTED) != 0;
        } catch (IOException e) {
            return true; // whatever it is: better made than waited for
        }
    }

    /** In the root: here it is. */
    void tell(SessionAddress address) {
        write(address.text(), 1);
    }

    /** In the root: there is none, and why. */
    void refuse(String why) {
        write(why, -1);
    }

    private synchronized void write(String words, int sign) {
        if (own == null) {
            return;
        }
        byte[] all = words.getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(all, Math.min(all.length, BYTES - ADDRESS));
        try {
            own.seek(ADDRESS);
            own.write(text);
            own.seek(LENGTH);
            own.writeInt(sign * text.length);
        } catch (IOException e) {
            throw new SessionException("where the session is could not be told to children: " + e.getMessage(), e);
        }
    }

    /**
     * In any other process: where it is, as soon as it has been made.
     *
     * @throws SessionException if the root is gone, or does not answer
     */
    SessionAddress ask() {
        long begin = System.nanoTime();
        try {
            while (true) {
                if (!new File(path).exists()) {
                    throw new FileNotFoundException("its root process is gone"); // RandomAccessFile would make one
                }
                // Opened each time: if the root ends, that fails.
                try (RandomAccessFile notice = new RandomAccessFile(path, "rw")) {
                    int length = read(notice, LENGTH);
                    if (length != 0) {
                        byte[] text = new byte[Math.min(Math.abs(length), BYTES)];
                        notice.readFully(text);
                        return answer(new String(text, StandardCharsets.UTF_8), length > 0);
                    }
                    notice.seek(WANTED);
                    notice.writeInt(1);
                }
                if (System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw new SessionException("the root process has not made the session of this process within "
                            + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s: is it stopped?");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (IOException e) {
            throw new SessionException("the session of this process cannot be found: " + e.getMessage(), e);
        }
    }

    private static SessionAddress answer(String text, boolean made) {
        if (!made) {
            throw new SessionException("the root process could not make the session: " + text);
        }
        return SessionAddress.parse(text);
    }

    private static int read(RandomAccessFile file, int at) throws IOException {
        file.seek(at);
        return file.readInt();
    }
}
