package dev.offspring.pool;

import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One task, and one thread that waits for its result. */
final class Call<R extends @Nullable Object> implements Job.Sink {
    private final Thread caller = Thread.currentThread();
    private final Engine engine;
    private final Job job;
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    private volatile boolean left;

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
            engine.waitBriefly(job, () -> answer.get() != null);
        }
        Answer given = answer.get();
        while (given == null) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                leave();
                throw new InterruptedException();
            }
            given = answer.get();
        }
        try (Decoder decoder = new Decoder()) {
            return (R) given.onlyValue(decoder);
        }
    }

    private void leave() {
        left = true;
        engine.cancel(List.of(job));
        discard();
    }

    private void discard() {
        Answer unwanted = answer.getAndSet(null);
        if (unwanted != null) {
            unwanted.discard();
        }
    }

    @Override
    public void completed(List<Answer> answers) {
        answer.set(answers.getFirst());
        if (left) {
            discard();
        }
        LockSupport.unpark(caller);
    }
}
