package dev.offspring.pool;

import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Encoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Items of a {@link Run} and their tasks, until they become a job: tasks of one target, with the same timeout and retries, that
 * carry nothing. Used again and again. For one thread.
 */
final class Bundle<T> implements AutoCloseable {
    private static final int FIRST_SIZE = 16;
    private static final int LARGE_BYTES = 1 << 15;

    private final Encoder encoder = new Encoder();
    private @Nullable Object[] items = new Object[FIRST_SIZE];
    private Task<?>[] tasks = new Task<?>[FIRST_SIZE];
    private int[] ends = new int[FIRST_SIZE];
    private int size;
    private @Nullable Target<?> target;
    private @Nullable Duration timeout;
    private int retries;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether it should not become longer. */
    boolean isLarge() {
        return encoder.position() >= LARGE_BYTES;
    }

    /** Whether the task can travel with those that are there. */
    @SuppressWarnings("ReferenceEquality") // there is one object of each target
    boolean suits(Task<?> task) {
        return size == 0
                || (ForPools.target(task) == target
                        && task.retries() == retries
                        && Objects.equals(ForPools.timeout(task), timeout));
    }

    /**
     * Adds an item and its task, which {@linkplain #suits suits}.
     *
     * @return false if the task carries something, and so has to travel alone; nothing was added
     * @throws RuntimeException if its arguments cannot be encoded; nothing was added
     */
    boolean add(T item, Task<?> task) {
        int start = encoder.position();
        boolean added = false;
        try {
            encoder.writeInt(0);
            ForPools.encode(task, encoder);
            added = encoder.carried().isEmpty();
        } finally {
            if (!added) {
                encoder.clear();
                encoder.setPosition(start);
            }
        }
        if (added) {
            Frames.setLength(encoder.getBuffer(), start, encoder.position() - start - Frames.HEADER);
            append(item, task);
        }
        return added;
    }

    private void append(T item, Task<?> task) {
        if (size == 0) {
            target = ForPools.target(task);
            timeout = ForPools.timeout(task);
            retries = task.retries();
        }
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
            tasks = Arrays.copyOf(tasks, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        items[size] = item;
        tasks[size] = task;
        ends[size] = encoder.position();
        size++;
    }

    /** The items, of which the first stood there in the input, and the job that they became; it is empty afterwards. */
    Stretch<T> take(long firstIndex, boolean ordered, byte @Nullable [] context, Job.Sink sink) {
        Stretch<T> stretch = new Stretch<>(Arrays.copyOf(items, size), firstIndex, ordered);
        int from = size == 1 ? Frames.HEADER : 0; // one needs no frame
        byte[] arguments = Arrays.copyOfRange(encoder.getBuffer(), from, encoder.position());
        int @Nullable [] cuts = size == 1 ? null : Arrays.copyOf(ends, size);
        stretch.runs(Job.of(Arrays.copyOf(tasks, size), cuts, arguments, context, sink, stretch));
        Arrays.fill(items, 0, size, null);
        encoder.clear();
        size = 0;
        return stretch;
    }

    /** The same for one item whose task travels alone; it must be empty. */
    Stretch<T> alone(T item, Task<?> task, long index, boolean ordered, byte @Nullable [] context, Job.Sink sink) {
        Stretch<T> stretch = new Stretch<>(new Object[] {item}, index, ordered);
        stretch.runs(Job.of(task, encoder, context, sink, stretch));
        encoder.clear();
        return stretch;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
