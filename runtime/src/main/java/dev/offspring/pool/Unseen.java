package dev.offspring.pool;

import java.util.ArrayDeque;
import java.util.List;

/** Failed tasks at which nobody has looked: a pool that is closed says so. */
final class Unseen {
    private static final int KEPT = 20;

    private final ArrayDeque<TaskFuture<?>> latest = new ArrayDeque<>();

    synchronized void add(TaskFuture<?> failed) {
        latest.addLast(failed);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    /** Those of the latest that nobody has looked at since; once. */
    synchronized List<TaskFuture<?>> take() {
        List<TaskFuture<?>> unseen =
                latest.stream().filter(future -> !future.wasSeen()).toList();
        latest.clear();
        return unseen;
    }
}
