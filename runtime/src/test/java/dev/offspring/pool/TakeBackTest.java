package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Taking back what a worker has not begun: the protocol of {@link WorkerProcess}, {@link WorkerLink} and {@link WorkerLoop}. */
@Timeout(60)
final class TakeBackTest {
    private static final int ROUNDS = 3_000;
    private static final int NUMBERS = 1 << 20;
    private static final AtomicIntegerArray BEGUN = new AtomicIntegerArray(NUMBERS);

    /** Numbers are never used twice, by no test. */
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final PoolOptions options = PoolOptions.create().named();
    private final WorkerLink link = WorkerLink.create("take-back-test");

    @BeforeAll
    static void register() {
        Types.join(new Steps());
    }

    @AfterEach
    void close() {
        link.close();
    }

    /** A task that counts how often it is begun, with some weight to carry, so that it may travel in parts. */
    record Step(int number, int weight) implements Callable<Integer> {
        @Override
        public Integer call() {
            BEGUN.incrementAndGet(number);
            return number;
        }
    }

    static final class Steps implements TypeRegistry {
        @Override
        public void register(Types types) {
            types.add(Step.class, new StepSerializer());
        }
    }

    static final class StepSerializer extends Serializer<Step> {
        @Override
        public void write(Kryo kryo, Output out, Step step) {
            out.writeInt(step.number());
            out.writeInt(step.weight());
            out.writeBytes(new byte[step.weight()]);
        }

        @Override
        public Step read(Kryo kryo, Input in, Class<? extends Step> type) {
            Step step = new Step(in.readInt(), in.readInt());
            in.skip(step.weight());
            return step;
        }
    }

    private static Job job(int weight) {
        try (Encoder encoder = new Encoder()) {
            Step step = new Step(NEXT.getAndIncrement(), weight);
            return Job.of(TravellingCall.TARGET.of(step), encoder, null, jobs -> {}, step.number());
        }
    }

    private static int number(Job job) {
        return job.tag instanceof Integer number ? number : -1;
    }

    // Before there is a process.

    @Test
    void tasks_ofAWorkerThatIsNotThereYet_areAllTakenBack() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        Job job = job(0);
        worker.give(job);
        assertThat(worker.takeBack()).containsExactly(job);
        assertThat(job.state).isEqualTo(Job.State.PENDING);
        assertThat(job.worker).isNull();
        assertThat(worker.isIdle()).isTrue();
        worker.give(job);
        worker.attach(link);
        assertThat(begin(1)).isTrue();
    }

    private boolean begin(long number) {
        return link.begin(number);
    }

    // With a worker that does what the test says.

    @Test
    void taskThatWasBegun_isNotTakenBack() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job begun = job(0);
        Job next = job(0);
        Job last = job(0);
        List.of(begun, next, last).forEach(worker::give);
        worker.flush();
        assertThat(begin(1)).isTrue();

        assertThat(worker.takeBack()).containsExactly(next, last);
        assertThat(begun.state).isEqualTo(Job.State.GIVEN);
        assertThat(begin(2)).as("it was taken back").isFalse();
        assertThat(worker.takeBack())
                .as("until the worker goes on there is nothing")
                .isEmpty();

        link.resume(4);
        worker.give(next);
        assertThat(begin(4)).isTrue();
    }

    @Test
    void taskThatWasCancelled_isTakenBackForNobody() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job wanted = job(0);
        Job unwanted = job(0);
        worker.give(unwanted);
        worker.give(wanted);
        unwanted.state = Job.State.DONE;
        assertThat(worker.takeBack()).containsExactly(wanted);
    }

    @Test
    void workerThatDied_hasLostWhatItHadBegun_andAbandonedTheRest() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job begun = job(0);
        Job next = job(0);
        worker.give(begun);
        worker.give(next);
        assertThat(begin(1)).isTrue();
        assertThat(worker.lost()).isSameAs(begun);
        assertThat(worker.abandoned()).containsExactly(next);
    }

    @Test
    void workerThatDiedBetweenTasks_hasLostNone() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job first = job(0);
        Job next = job(0);
        worker.give(first);
        worker.give(next);
        assertThat(begin(1)).isTrue();
        assertThat(worker.answered(1_000)).isSameAs(first);
        assertThat(worker.lost()).isNull();
        assertThat(worker.abandoned()).containsExactly(next);
    }

    @Test
    void workerThatNeverBegins_isStalled_untilItGoesOn() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        worker.ready(1);
        Job job = job(0);
        worker.give(job);
        long now = System.nanoTime();
        assertThat(worker.isStalled(now)).isFalse();
        long later = now + TimeUnit.SECONDS.toNanos(1);
        assertThat(worker.isStalled(later)).isTrue();
        assertThat(worker.takeBack()).containsExactly(job);
        worker.stall(System.nanoTime());
        assertThat(worker.want()).isZero();
        assertThat(worker.isStalledFor(0, System.nanoTime())).isTrue();
        link.resume(2);
        assertThat(worker.want()).isPositive();
        assertThat(worker.isStalledFor(0, System.nanoTime())).isFalse();
        worker.give(job);
        assertThat(worker.isStalled(later)).isFalse();
    }

    /**
     * Property: a worker and a parent that gives and takes back at random, on two threads. Each task is begun once if it was left to
     * the worker, at most once in all, and answered if it was begun; and none is lost.
     */
    @Test
    void tasks_givenAndTakenBackAtRandom_areBegunAtMostOnceAndNeverLost() throws Exception {
        Random random = Seeds.random(TakeBackTest.class);
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
        Thread thread = new Thread(() -> new WorkerLoop(worker.setup(link, options.name())).run());
        thread.setUncaughtExceptionHandler((its, thrown) -> problem.set(thrown));
        thread.setDaemon(true);
        thread.start();

        Parent parent = new Parent(worker, link, problem);
        List<Job> all = new ArrayList<>();
        ArrayDeque<Job> pending = new ArrayDeque<>();
        int takenBack = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                Job job = job(random.nextInt(200) == 0 ? 2 * WorkerLayout.RING_BYTES : random.nextInt(300));
                all.add(job);
                pending.add(job);
            }
            for (int i = random.nextInt(8); i > 0 && !pending.isEmpty(); i--) {
                worker.give(pending.removeFirst());
            }
            worker.flush();
            for (int i = random.nextInt(200); i > 0; i--) {
                Thread.onSpinWait();
            }
            if (random.nextInt(3) == 0) {
                List<Job> back = worker.takeBack();
                takenBack += back.size();
                back.reversed().forEach(pending::addFirst);
            }
            parent.hear();
        }
        while (!pending.isEmpty() || !worker.isIdle()) {
            for (int i = 0; i < 8 && !pending.isEmpty(); i++) {
                worker.give(pending.removeFirst());
            }
            worker.flush();
            parent.hear();
            parent.check();
        }
        boolean ignored = worker.dismiss();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(problem.get()).isNull();
        assertThat(thread.isAlive()).isFalse();
        for (Job job : all) {
            assertThat(BEGUN.get(number(job))).as("how often %s was begun", job).isEqualTo(1);
            assertThat(parent.answers.get(number(job))).as("answers of %s", job).isEqualTo(1);
        }
        System.out.println(all.size() + " tasks, " + takenBack + " times taken back");
        assertThat(takenBack).isGreaterThan(ROUNDS / 100);
    }

    /** What a reader does, by hand. */
    private static final class Parent {
        private final WorkerProcess worker;
        private final WorkerLink link;
        private final AtomicReference<@Nullable Throwable> problem;
        private final AtomicIntegerArray answers = new AtomicIntegerArray(NUMBERS);
        private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);

        Parent(WorkerProcess worker, WorkerLink link, AtomicReference<@Nullable Throwable> problem) {
            this.worker = worker;
            this.link = link;
            this.problem = problem;
        }

        void check() {
            if (problem.get() != null || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "the worker does not go on: begun " + link.begun() + ", frozen " + link.isFrozen() + ", given "
                                + worker.givenCount(),
                        problem.get());
            }
        }

        void hear() {
            Ring results = link.results();
            while (results.hasNext()) {
                if (results.kind() == WorkerLayout.RETURNED) {
                    Job job = worker.answered(1);
                    answers.incrementAndGet(number(Objects.requireNonNull(job)));
                } else {
                    assertThat(results.kind()).isEqualTo(WorkerLayout.READY);
                    worker.ready(0);
                }
                results.pass();
            }
            results.release();
            link.workerBell().ring();
            worker.outbox().pump();
            worker.flush();
        }
    }
}
