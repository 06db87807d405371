package dev.offspring.pool;

import dev.offspring.process.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The few tasks that took longest. */
final class Slowest {
    private static final int COUNT = 5;

    /** In words: a task keeps its arguments, which may be large. */
    private record Entry(String task, long nanos) {}

    private final List<Entry> entries = new ArrayList<>(COUNT + 1);
    private long least;

    void add(Task<?> task, long nanos) {
        if (nanos <= least && entries.size() == COUNT) {
            return;
        }
        entries.add(new Entry(task.toString(), nanos));
        entries.sort(Comparator.comparingLong(Entry::nanos).reversed());
        if (entries.size() > COUNT) {
            entries.removeLast();
        }
        least = entries.getLast().nanos();
    }

    List<WorkerStats.SlowTask> list() {
        return entries.stream()
                .map(entry -> new WorkerStats.SlowTask(entry.task(), Duration.ofNanos(entry.nanos())))
                .toList();
    }
}
