package dev.offspring.pool;

import dev.offspring.error.SessionException;
import dev.offspring.os.SharedFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a pool and a worker share, mapped: the two rings, the two bells and a few words. See {@link WorkerLayout}.
 *
 * <p>Used as a buffer: a memory segment's handles would cost a booting worker 20 ms.
 */
final class WorkerLink implements AutoCloseable {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long FROZEN = 1;

    private final String path;
    private final ByteBuffer memory;
    private final Ring tasks;
    private final Ring results;
    private final Bell workerBell;
    private final Bell parentBell;

    /** The parent's, to be unmapped and closed; a worker's is there to its end. */
    private final @Nullable Mapped mapped;

    private record Mapped(SharedFile file, Arena arena) {}

    private WorkerLink(String path, ByteBuffer memory, @Nullable Mapped mapped) {
        this.path = path;
        this.memory = memory;
        this.mapped = mapped;
        this.tasks = Ring.ofTasks(memory);
        this.results = Ring.ofResults(memory);
        this.workerBell = new Bell(memory, WorkerLayout.WORKER_BELL, WorkerLayout.PARENT_CAN_WAKE);
        this.parentBell = new Bell(memory, WorkerLayout.PARENT_BELL, WorkerLayout.WORKER_CAN_WAKE);
        workerBell.waitsBeside(parentBell);
        parentBell.waitsBeside(workerBell);
    }

    /** A new one, the parent's side. */
    @SuppressWarnings("MustBeClosed") // it is, with the link
    static WorkerLink create(String label) {
        SharedFile file = SharedFile.create(label, WorkerLayout.BYTES);
        Arena arena = Arena.ofShared();
        try {
            ByteBuffer memory;
            try (FileChannel channel = channel(file.path())) { // the mapping outlives it
                memory = channel.map(MapMode.READ_WRITE, 0, WorkerLayout.BYTES, arena)
                        .asByteBuffer();
            }
            LONG.set(memory, WorkerLayout.MAGIC, WorkerLayout.MAGIC_VALUE);
            return new WorkerLink(file.path(), memory, new Mapped(file, arena));
        } catch (IOException e) {
            arena.close();
            file.close();
            throw new SessionException(
                    "the link of worker " + label + " cannot be mapped: " + e.getMessage()
                            + "; is the address space limited (ulimit -v)?",
                    e);
        }
    }

    /** The worker's side, which stays mapped to its end. */
    static WorkerLink open(String path) {
        try (FileChannel channel = channel(path)) {
            ByteBuffer memory = channel.map(MapMode.READ_WRITE, 0, WorkerLayout.BYTES, Arena.global())
                    .asByteBuffer();
            if ((long) LONG.get(memory, WorkerLayout.MAGIC) != WorkerLayout.MAGIC_VALUE) {
                throw new SessionException("the link " + path
                        + " was made by another version of offspring-runtime: use one version on both sides");
            }
            return new WorkerLink(path, memory, null);
        } catch (IOException e) {
            throw new SessionException("the link " + path + " cannot be mapped: " + e.getMessage(), e);
        }
    }

    /**
     * One whose other side is in this thread as well. It takes from {@code file}, which may be mapped, how that is done: it stays so to the
     * process's end, as a worker's link does.
     */
    static WorkerLink forNobody(String file, Arena arena) throws IOException {
        try (FileChannel channel = channel(file)) {
            ByteBuffer ignored = channel.map(MapMode.READ_WRITE, 0, channel.size(), Arena.global())
                    .asByteBuffer();
        }
        return new WorkerLink(
                file, arena.allocate(WorkerLayout.BYTES, Long.BYTES).asByteBuffer(), null);
    }

    WorkerLink otherSide() {
        return new WorkerLink(path, memory, null);
    }

    private static FileChannel channel(String path) throws IOException {
        return FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    String path() {
        return path;
    }

    Ring tasks() {
        return tasks;
    }

    Ring results() {
        return results;
    }

    Bell workerBell() {
        return workerBell;
    }

    Bell parentBell() {
        return parentBell;
    }

    // While a thread is in the system call of a wake, the memory that it names cannot be unmapped.
    private static boolean unmap(Arena arena) {
        try {
            arena.close();
            return true;
        } catch (IllegalStateException e) {
            return !arena.scope().isAlive();
        }
    }

    /** The worker begins the next task, of number {@code next}; false if it may not, for that was taken back. */
    boolean begin(long next) {
        return LONG.compareAndSet(memory, WorkerLayout.BEGUN, (next - 1) << 1, next << 1);
    }

    /** The worker begins its initialiser, which nobody takes back: the tasks behind it may have been. */
    void beginInitialiser() {
        long ignored = (long) LONG.getAndAdd(memory, WorkerLayout.BEGUN, 1L << 1);
    }

    /** The worker has skipped what was taken back; what comes next is {@code next}. */
    void resume(long next) {
        LONG.setVolatile(memory, WorkerLayout.BEGUN, (next - 1) << 1);
    }

    /** Which task was begun last. */
    long begun() {
        return (long) LONG.getVolatile(memory, WorkerLayout.BEGUN) >>> 1;
    }

    /** From now on the worker begins nothing before it {@linkplain #resume resumes}; which task it has begun last. */
    long freeze() {
        return (long) LONG.getAndBitwiseOr(memory, WorkerLayout.BEGUN, FROZEN) >>> 1;
    }

    /** Whether the worker has not resumed yet. */
    boolean isFrozen() {
        return ((long) LONG.getVolatile(memory, WorkerLayout.BEGUN) & FROZEN) != 0;
    }

    /** The parent wants to be woken when this task is done, if not before. */
    void wakeAt(long number) {
        LONG.setRelease(memory, WorkerLayout.WAKE_AT, number);
    }

    long wakeAt() {
        return (long) LONG.getAcquire(memory, WorkerLayout.WAKE_AT);
    }

    /** The task that an interrupt of the worker is meant for. */
    void interruptOf(long number) {
        LONG.setVolatile(memory, WorkerLayout.INTERRUPT, number);
    }

    long interruptOf() {
        return (long) LONG.getVolatile(memory, WorkerLayout.INTERRUPT);
    }

    /** The parent's side gives it back; nobody may use it any more, though somebody may be about to end a ring. */
    @Override
    public void close() {
        Mapped own = mapped;
        if (own == null) {
            return;
        }
        while (!unmap(own.arena())) {
            Thread.onSpinWait();
        }
        own.file().close();
    }
}
