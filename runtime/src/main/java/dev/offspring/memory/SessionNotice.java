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
 * waits, as long as the root is there.
 *
 * <pre>
 *  0       8        12       16
 *  +-------+--------+--------+---------
 *  | nonce | wanted | length | address
 *  +-------+--------+--------+---------
 * </pre>
 *
 * Big-endian; the length comes last, in one piece. It is negative if the words are not the address, but say why there is none.
 */
final class SessionNotice {
    private static final int WANTED = 8, LENGTH = 12, WORDS = 16, BYTES = 4096;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SessionAddress address;
    private final @Nullable RandomAccessFile own;

    private SessionNotice(SessionAddress address, @Nullable RandomAccessFile own) {
        this.address = address;
        this.own = own;
    }

    /**
     * This root's, in a file that it does not close; null if that cannot be written.
     *
     * @param nonce by which others know it
     */
    static @Nullable SessionNotice in(SharedFile file, long nonce) {
        RandomAccessFile bytes = null;
        try {
            bytes = new RandomAccessFile(file.path(), "rw");
            bytes.write(new byte[BYTES]); // there is space for it, then
            bytes.seek(0);
            bytes.writeLong(nonce);
            return new SessionNotice(new SessionAddress(file.path(), nonce), bytes);
        } catch (IOException full) {
            close(bytes);
            file.close();
            return null;
        }
    }

    private static void close(@Nullable RandomAccessFile bytes) {
        try {
            if (bytes != null) {
                bytes.close();
            }
        } catch (IOException e) {
            // Nothing in it is missed.
        }
    }

    /** That of another process. */
    static SessionNotice at(SessionAddress address) {
        return new SessionNotice(address, null);
    }

    boolean isOwn() {
        return own != null;
    }

    /** Where it is itself. */
    SessionAddress address() {
        return address;
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
    void tell(SessionAddress session) {
        write(session.text(), 1);
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
        byte[] text = Arrays.copyOf(all, Math.min(all.length, BYTES - WORDS));
        try {
            own.seek(WORDS);
            own.write(text);
            own.seek(LENGTH);
            own.writeInt(sign * text.length);
        } catch (IOException e) {
            throw new SessionException("where the session is could not be told to children: " + e.getMessage(), e);
        }
    }

    /**
     * In any other process: where the session is, as soon as it has been made.
     *
     * @throws SessionException if the root is gone, or could not make it
     */
    SessionAddress ask() {
        try {
            while (true) {
                // Opened each time: if the root ends, that fails.
                SessionAddress answer = look();
                if (answer != null) {
                    return answer;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (IOException e) {
            throw new SessionException("the session of this process cannot be found: " + e.getMessage(), e);
        }
    }

    private @Nullable SessionAddress look() throws IOException {
        if (!new File(address.path()).exists()) {
            throw new FileNotFoundException("its root process is gone"); // RandomAccessFile would make one
        }
        try (RandomAccessFile notice = new RandomAccessFile(address.path(), "rw")) {
            if (notice.length() != BYTES || notice.readLong() != address.nonce()) {
                throw new FileNotFoundException("its root process is gone, and another has its number");
            }
            int length = read(notice, LENGTH);
            if (length != 0) {
                byte[] text = new byte[Math.min(Math.abs(length), BYTES)];
                notice.readFully(text);
                return answer(new String(text, StandardCharsets.UTF_8), length > 0);
            }
            notice.seek(WANTED);
            notice.writeInt(1);
            return null;
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
