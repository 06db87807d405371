package dev.offspring.pool;

import dev.offspring.error.SessionException;
import dev.offspring.os.SharedFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a pool and a worker share, mapped: the two rings, the two bells and a few words. See {@link WorkerLayout}. */
final class WorkerLink implements AutoCloseable {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long FROZEN = 1;

    private final String path;
    private final Arena arena;
    private final MemorySegment memory;
    private final Ring tasks;
    private final Ring results;
    private final Bell workerBell;
    private final Bell parentBell;
    private final AutoCloseable file;

    private WorkerLink(String path, Arena arena, MemorySegment memory, AutoCloseable file) {
        this.path = path;
        this.arena = arena;
        this.memory = memory;
        this.file = file;
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
            MemorySegment memory = map(file.path(), arena);
            memory.set(ValueLayout.JAVA_LONG, WorkerLayout.MAGIC, WorkerLayout.MAGIC_VALUE);
            return new WorkerLink(file.path(), arena, memory, file);
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
        try {
            MemorySegment memory = map(path, Arena.global());
            if (memory.get(ValueLayout.JAVA_LONG, WorkerLayout.MAGIC) != WorkerLayout.MAGIC_VALUE) {
                throw new SessionException("the link " + path
                        + " was made by another version of offspring-runtime: use one version on both sides");
            }
            return new WorkerLink(path, Arena.global(), memory, () -> {});
        } catch (IOException e) {
            throw new SessionException("the link " + path + " cannot be mapped: " + e.getMessage(), e);
        }
    }

    private static MemorySegment map(String path, Arena arena) throws IOException {
        // The channel is closed at once: the mapping outlives it.
        try (FileChannel channel = FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, WorkerLayout.BYTES, arena);
        }
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
    private boolean unmap() {
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
        while (!unmap()) {
            Thread.onSpinWait();
        }
        try {
            file.close();
        } catch (Exception e) {
            throw new AssertionError("a shared file is closed without a checked exception", e);
        }
    }
}
