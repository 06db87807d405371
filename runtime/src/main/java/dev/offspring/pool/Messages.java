package dev.offspring.pool;

import dev.offspring.process.ForPools;
import dev.offspring.process.Target;
import dev.offspring.wire.Encoder;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a worker is told. Used under the crew's lock, and never waits: what there is no room for is kept. */
final class Messages {
    private static final byte[] NOTHING = {};

    private final Outbox outbox = new Outbox();

    /** By which number the worker knows each target. */
    private final IdentityHashMap<Target<?>, Integer> targets = new IdentityHashMap<>();

    Outbox outbox() {
        return outbox;
    }

    /** What to run before all tasks. */
    void initialiser(Job job) {
        target(job.target);
        arguments(null, job);
    }

    /** What to run next. */
    void task(Job job) {
        target(job.target);
        if (job.context != null) {
            outbox.send(job, WorkerLayout.CONTEXT, 0, job.context, 0, job.context.length);
        }
        arguments(job, job);
    }

    private void target(Target<?> target) {
        if (targets.containsKey(target)) {
            return;
        }
        int number = targets.size();
        targets.put(target, number);
        try (Encoder out = new Encoder()) {
            out.writeString(ForPools.name(target));
            out.writeLong(ForPools.fingerprint(target));
            outbox.send(null, WorkerLayout.TARGET, number, out.getBuffer(), 0, out.position());
        }
    }

    private void arguments(@Nullable Job as, Job job) {
        int target = Objects.requireNonNull(targets.get(job.target));
        outbox.send(as, job.kind(), target, job.arguments(), job.argumentsFrom(), job.argumentBytes());
    }

    /** What was not begun is taken back; the next task has this number. */
    void resume(long number) {
        try (Encoder out = new Encoder()) {
            out.writeLong(number);
            outbox.send(null, WorkerLayout.RESUME, 0, out.getBuffer(), 0, out.position());
        }
    }

    /** There is nothing more to do. */
    void end() {
        outbox.send(null, WorkerLayout.END, 0, NOTHING, 0, 0);
    }
}
