package dev.offspring.pool;

import dev.offspring.process.Processes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The worker that a task runs in, seen by the task: which one it is, and what it keeps from one task to the next.
 *
 * <pre>{@code
 * @ProcessTarget
 * static void open(String url) throws SQLException {             // the pool's initialiser
 *     Worker.current().state().put("db", DriverManager.getConnection(url));
 * }
 * }</pre>
 *
 * <p>Each worker is a process of its own, so that static fields are one for each worker as well.
 */
public final class Worker {
    private static final ThreadLocal<@Nullable Worker> OF_THREAD = new InheritableThreadLocal<>();

    private final String pool;
    private final int number;
    private final Map<String, Object> state = new HashMap<>();
    private long done;

    Worker(String pool, int number) {
        this.pool = pool;
        this.number = number;
    }

    /** The thread, and those that it starts, work for this worker from now on; for null for none. */
    static void enter(@Nullable Worker worker) {
        if (worker == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(worker);
        }
    }

    void done() {
        done++;
    }

    /**
     * The worker that this thread works for.
     *
     * @throws IllegalStateException outside of a pool's tasks
     */
    public static Worker current() {
        return find().orElseThrow(() -> new IllegalStateException("process "
                + Processes.current().name() + " is no worker of a pool, or this thread was not started by one"));
    }

    /** As {@link #current()}, if there is one. */
    public static Optional<Worker> find() {
        return Optional.ofNullable(OF_THREAD.get());
    }

    /** The name of its pool. */
    public String pool() {
        return pool;
    }

    /** Which of the pool's workers it is: from 0 on, and the same for the one that replaces it. */
    public int number() {
        return number;
    }

    /** Its process id. */
    public long pid() {
        return ProcessHandle.current().pid();
    }

    /** How many tasks it has finished. For the thread that runs the tasks. */
    public long tasksDone() {
        return done;
    }

    /** What it keeps from one task to the next. For the thread that runs the tasks. */
    public Map<String, Object> state() {
        return state;
    }

    /**
     * What it keeps under this name. For the thread that runs the tasks.
     *
     * @throws IllegalStateException if there is nothing, or no {@code type}: does the pool's initialiser put it there?
     */
    public <S> S state(String name, Class<S> type) {
        Object kept = state.get(name);
        if (!type.isInstance(kept)) {
            throw new IllegalStateException(
                    this + " keeps no " + type.getName() + " under the name '" + name + "', but "
                            + (kept == null ? "nothing" : "a " + kept.getClass().getName())
                            + ": let the pool's initialiser put it there");
        }
        return type.cast(kept);
    }

    /** Such as {@code thumbs-2 (pid 4711)}. */
    @Override
    public String toString() {
        return name(pool, number) + " (pid " + pid() + ")";
    }

    static String name(String pool, int number) {
        return pool + "-" + (number + 1);
    }
}
