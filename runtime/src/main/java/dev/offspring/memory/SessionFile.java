package dev.offspring.memory;

import dev.offspring.error.ArenaFullException;
import dev.offspring.error.SessionException;
import dev.offspring.os.CoreDump;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one open descriptor of the session file in this process, its mapping and its locks. It is never closed: closing any
 * descriptor of a file drops all locks that the process has on it, and a lock is how others know that we live.
 */
final class SessionFile {
    private static final long SMALLEST_MAPPING = 64L << 20;
    private static final int ZEROS = 1 << 16;
    private static final long BACK_AT_LEAST = 1L << 20;
    private static final long LOCK_RETRY_NANOS = 200_000;

    private final RandomAccessFile file;
    private final String path;

    private SessionFile(RandomAccessFile file, String path) {
        this.file = file;
        this.path = path;
    }

    /** Writes the header of a new file, without mapping it. */
    static SessionFile create(String path, long nonce, long size, boolean isMemory) {
        try {
            SessionFile created = new SessionFile(new RandomAccessFile(path, "rw"), path);
            RandomAccessFile file = created.file;
            file.seek(SessionLayout.VERSION);
            writeLong(file, SessionLayout.VERSION_VALUE);
            writeLong(file, nonce);
            writeLong(file, size);
            file.seek(SessionLayout.IS_MEMORY);
            writeLong(file, isMemory ? 1 : 0);
            if (!isMemory) {
                created.writeZeros(SessionLayout.HEADER_END, SessionLayout.BLOCKS);
                file.seek(SessionLayout.BACKED);
                writeLong(file, SessionLayout.BLOCKS);
            }
            file.seek(SessionLayout.CARVED);
            writeLong(file, SessionLayout.tagged(SessionLayout.BLOCKS, SessionLayout.TAG_MASK));
            file.seek(SessionLayout.MAGIC);
            writeLong(file, SessionLayout.MAGIC_VALUE);
            return created;
        } catch (IOException e) {
            throw new SessionException("cannot write the session file " + path + ": " + e.getMessage(), e);
        }
    }

    /** Opens what another process made. */
    static SessionFile open(SessionAddress address) {
        try {
            SessionFile opened = new SessionFile(new RandomAccessFile(address.path(), "rw"), address.path());
            opened.check(SessionLayout.MAGIC, SessionLayout.MAGIC_VALUE, "is no session file");
            opened.check(SessionLayout.VERSION, SessionLayout.VERSION_VALUE, "is of another version of Offspring");
            opened.check(SessionLayout.NONCE, address.nonce(), "belongs to another session");
            return opened;
        } catch (IOException e) {
            throw new SessionException(
                    "cannot open the session file " + address.path() + ": " + e.getMessage()
                            + "; has the process that made it ended?",
                    e);
        }
    }

    private void check(long offset, long expected, String otherwise) throws IOException {
        file.seek(offset);
        if (file.length() < SessionLayout.BLOCKS || Long.reverseBytes(file.readLong()) != expected) {
            file.close();
            throw new SessionException("the file " + path + " " + otherwise);
        }
    }

    private static void writeLong(RandomAccessFile file, long value) throws IOException {
        file.writeLong(Long.reverseBytes(value));
    }

    /** All of it, or as much as the limits of this process allow. */
    MemorySegment map() {
        CoreDump.leaveOutSharedMemory();
        try {
            long size = file.length();
            while (true) {
                long attempt = size;
                try {
                    return undisturbed(() -> file.getChannel()
                            .map(FileChannel.MapMode.READ_WRITE, 0, attempt, Arena.global()));
                } catch (IOException | OutOfMemoryError refused) {
                    if (size / 2 < SMALLEST_MAPPING) {
                        throw refused;
                    }
                    size /= 2;
                }
            }
        } catch (IOException | OutOfMemoryError e) {
            throw new SessionException(
                    "cannot map the session file " + path + ": " + e.getMessage()
                            + "; is the address space limited (ulimit -v)?",
                    e);
        }
    }

    /**
     * Takes the lock of one byte unless another process has it, or another thread of this one. It does not block, and
     * so an interrupt does not close the channel.
     */
    @Nullable FileLock tryLock(long position) {
        try {
            return file.getChannel().tryLock(position, 1, false);
        } catch (OverlappingFileLockException ours) {
            return null;
        } catch (IOException e) {
            throw new SessionException("cannot lock a byte of the session file " + path + ": " + e.getMessage(), e);
        }
    }

    static void unlock(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new SessionException("cannot unlock a byte of the session file: " + e.getMessage(), e);
        }
    }

    /**
     * Makes the file system provide the space up to {@code end}, so that no store faults for want of it. One process at
     * a time, and nobody uses bytes before {@code BACKED} says that they are there: the zeros overwrite nothing.
     */
    void back(MemorySegment mapped, long end) {
        while (Words.getLong(mapped, SessionLayout.BACKED) < end) {
            FileLock lock = tryLock(SessionLayout.BACKING_LOCK);
            if (lock == null) {
                LockSupport.parkNanos(LOCK_RETRY_NANOS);
                continue;
            }
            try {
                long from = Words.getLong(mapped, SessionLayout.BACKED);
                long to = Math.min(mapped.byteSize(), Math.max(end, from + BACK_AT_LEAST));
                if (from < end) {
                    writeZeros(from, to);
                    Words.setLong(mapped, SessionLayout.BACKED, to);
                }
            } catch (IOException e) {
                throw new ArenaFullException(
                        "no space for shared memory behind " + path + ": " + e.getMessage()
                                + "; free some or name another folder by -Djava.io.tmpdir=FOLDER",
                        e);
            } finally {
                unlock(lock);
            }
        }
    }

    private void writeZeros(long from, long to) throws IOException {
        byte[] zeros = new byte[ZEROS];
        synchronized (file) {
            file.seek(from);
            for (long at = from; at < to; at += ZEROS) {
                file.write(zeros, 0, (int) Math.min(ZEROS, to - at));
            }
        }
    }

    /** On a thread that nobody can interrupt: an interrupt would close the channel for the whole process. */
    private static <T> T undisturbed(Callable<T> action) throws IOException {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task, "offspring-map");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case IOException io -> throw io;
                        case Error error -> throw error;
                        case null, default -> throw new SessionException("cannot map the session file", e.getCause());
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
