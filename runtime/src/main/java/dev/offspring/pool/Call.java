package dev.offspring.pool;

import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One task, and one thread that waits for its result. */
final class Call<R extends @Nullable Object> implements Job.Sink {
    private final Thread caller = Thread.currentThread();
    private final Engine engine;
    private final Job job;
    private volatile @Nullable Answer answer;

    Call(Engine engine, Task<R> task) {
        this.engine = engine;
        try (Encoder encoder = new Encoder()) {
            this.job = Job.of(task, encoder, Contexts.capture(), this, null);
        }
    }

    @SuppressWarnings("unchecked") // the target that the task calls gives nothing else
    R result() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        engine.submit(List.of(job), true);
        if (!Thread.currentThread().isVirtual()) {
            engine.waitBriefly(job, () -> answer != null);
        }
        Answer given = answer;
        while (given == null) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                engine.cancel(List.of(job));
                throw new InterruptedException();
            }
            given = answer;
        }
        try (Decoder decoder = new Decoder()) {
            return (R) given.onlyValue(decoder);
        }
    }

    @Override
    public void completed(List<Answer> answers) {
        answer = answers.getFirst();
        LockSupport.unpark(caller);
    }
}
