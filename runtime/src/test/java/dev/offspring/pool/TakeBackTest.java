package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;
import java.time.Duration;
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
        try (Bundle<Step> bundle = new Bundle<>()) {
            Step step = new Step(NEXT.getAndIncrement(), weight);
            return job(bundle.alone(step, TravellingCall.TARGET.of(step), step.number(), false, null, answers -> {}));
        }
    }

    /** So many tasks that travel together. */
    private static Job jobOf(int tasks) {
        try (Bundle<Step> bundle = new Bundle<>()) {
            int first = NEXT.getAndAdd(tasks);
            for (int i = 0; i < tasks; i++) {
                Step step = new Step(first + i, i % 5);
                assertThat(bundle.add(step, TravellingCall.TARGET.of(step))).isTrue();
            }
            return job(bundle.take(first, false, null, answers -> {}));
        }
    }

    private static Job job(Stretch<Step> of) {
        return Objects.requireNonNull(of.job());
    }

    /** The number of the first of its tasks that has no answer. */
    private static int number(Job job) {
        return job.tag instanceof Stretch<?> stretch ? (int) stretch.index(job.first()) : -1;
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
        assertThat(worker.next()).isSameAs(first);
        worker.answered(1);
        assertThat(worker.lost()).isNull();
        assertThat(worker.abandoned()).containsExactly(next);
    }

    // Tasks that travel together.

    @Test
    void tasksThatTravelTogether_areTakenBackButForThoseThatWereBegun() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job five = jobOf(5);
        int first = number(five);
        worker.give(five);
        assertThat(begin(1)).isTrue();
        assertThat(begin(2)).isTrue();
        worker.answered(1);

        List<Job> back = worker.takeBack();
        assertThat(back).singleElement().satisfies(rest -> {
            assertThat(number(rest)).isEqualTo(first + 2);
            assertThat(rest.count()).isEqualTo(3);
            assertThat(rest.state).isEqualTo(Job.State.PENDING);
        });
        assertThat(worker.givenCount()).isEqualTo(1);
        assertThat(five.piece()).isSameAs(back.getFirst());
        worker.answered(1);
        assertThat(five.state).isEqualTo(Job.State.DONE);
        assertThat(worker.isIdle()).isTrue();
    }

    @Test
    void workerThatDied_hasLostTheOneThatRan_ofThoseThatTravelTogether() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job five = jobOf(5);
        int first = number(five);
        worker.give(five);
        for (int i = 1; i <= 3; i++) {
            assertThat(begin(i)).isTrue();
        }
        worker.answered(2);
        Job lost = Objects.requireNonNull(worker.lost());
        assertThat(lost.count()).isEqualTo(1);
        assertThat(number(lost)).isEqualTo(first + 2);
        assertThat(worker.abandoned()).singleElement().satisfies(rest -> {
            assertThat(number(rest)).isEqualTo(first + 3);
            assertThat(rest.count()).isEqualTo(2);
        });
    }

    @Test
    void overdueTask_isSeparatedFromThoseItTravelsWith() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job three;
        try (Bundle<String> bundle = new Bundle<>()) {
            for (String item : List.of("a", "b", "c")) {
                assertThat(bundle.add(item, TravellingCall.TARGET.of(item).timeout(Duration.ofSeconds(1))))
                        .isTrue();
            }
            three = Objects.requireNonNull(
                    bundle.take(0, false, null, answers -> {}).job());
        }
        Job before = jobOf(2);
        worker.give(before);
        worker.give(three);
        for (int i = 1; i <= 4; i++) {
            assertThat(begin(i)).isTrue();
        }
        long now = System.nanoTime();
        assertThat(worker.overdue(now)).isNull();
        Job overdue = Objects.requireNonNull(worker.overdue(now + TimeUnit.SECONDS.toNanos(2)));
        assertThat(overdue.number).isEqualTo(4);
        assertThat(overdue.count()).isEqualTo(1);
        assertThat(worker.givenCount()).isEqualTo(5);
        assertThat(worker.doom(overdue)).as("another was given after it").isFalse();
        assertThat(worker.takeBack()).singleElement().satisfies(rest -> {
            assertThat(rest.number).isEqualTo(5);
            assertThat(rest.count()).isEqualTo(1);
        });
        assertThat(worker.doom(overdue)).isTrue();
        assertThat(worker.next()).isSameAs(before);
        worker.answered(2);
        assertThat(worker.next()).isSameAs(three);
        worker.answered(1);
        assertThat(worker.next()).isSameAs(overdue);
        assertThat(worker.lost()).isSameAs(overdue);
        assertThat(worker.abandoned()).isEmpty();
    }

    @Test
    void workerThatNeverBegins_isStalled_untilItGoesOn() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        worker.career().ready(1);
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

    /** It was stopped after the answer to its task, and before it had read the word to resume. */
    @Test
    void workerThatHasNotResumed_getsNothing_andIsStalledAfterATime() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        worker.career().ready(1);
        Job running = job(0);
        Job next = job(0);
        worker.give(running);
        worker.give(next);
        assertThat(begin(running.number)).isTrue();
        assertThat(worker.takeBack()).containsExactly(next);
        worker.answered(1);
        assertThat(worker.isIdle()).isTrue();
        assertThat(worker.want()).as("what could not be taken back again").isZero();
        long now = System.nanoTime();
        assertThat(worker.isStalled(now)).isFalse();
        assertThat(worker.isStalled(now + TimeUnit.SECONDS.toNanos(1))).isTrue();
        link.resume(3);
        assertThat(worker.hasResumed()).isTrue();
        worker.resumed();
        assertThat(worker.want()).isPositive();
        assertThat(worker.isStalled(now + TimeUnit.SECONDS.toNanos(2))).isFalse();
    }

    @Test
    void initialiser_runsFirst_alsoIfAllIsTakenBackBeforeItHasBegun() throws Exception {
        Job initialiser = job(0);
        int initialisers = number(initialiser);
        WorkerProcess worker = new WorkerProcess(options, 0, initialiser);
        worker.attach(link);
        Job first = job(0);
        int firsts = number(first);
        worker.give(first);
        worker.give(job(0));
        worker.flush();
        assertThat(worker.takeBack()).startsWith(first).hasSize(2);
        worker.flush();

        AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
        Thread thread = loop(worker, problem);
        Parent parent = new Parent(worker, link, problem);
        while (!worker.isReady() || !worker.hasResumed()) {
            parent.hear();
            parent.check();
        }
        worker.resumed();
        assertThat(BEGUN.get(initialisers)).isEqualTo(1);
        assertThat(BEGUN.get(firsts)).isZero();
        worker.give(first);
        while (!worker.isIdle()) {
            worker.flush();
            parent.hear();
            parent.check();
        }
        boolean ignored = worker.dismiss();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thread.isAlive()).isFalse();
        assertThat(parent.answers.get(firsts)).isEqualTo(1);
        assertThat(BEGUN.get(firsts)).isEqualTo(1);
    }

    @Test
    void workerThatWroteWhatCannotBeRead_hasLostAllThatItHadBegun() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        worker.attach(link);
        Job one = job(0);
        Job three = jobOf(3);
        int firstOfThree = number(three);
        worker.give(one);
        worker.give(three);
        for (int i = 1; i <= 2; i++) {
            assertThat(begin(i)).isTrue();
        }
        worker.gone();
        assertThat(worker.lost()).isSameAs(one);
        assertThat(number(Objects.requireNonNull(worker.lost()))).isEqualTo(firstOfThree);
        assertThat(worker.lost()).isNull();
        assertThat(worker.abandoned())
                .singleElement()
                .satisfies(rest -> assertThat(number(rest)).isEqualTo(firstOfThree + 1));
    }

    @Test
    void workerThatIsGone_wastesNothing_alsoWhenItsLinkIsClosed() {
        WorkerProcess worker = new WorkerProcess(options, 0, null);
        WorkerLink own = WorkerLink.create("take-back-test-gone");
        worker.attach(own);
        Job job = job(0);
        worker.give(job);
        worker.gone();
        own.close();
        job.state = Job.State.DONE;
        assertThat(worker.wasted()).isNull();
    }

    private Thread loop(WorkerProcess worker, AtomicReference<@Nullable Throwable> problem) {
        Thread thread = new Thread(() -> new WorkerLoop(worker.setup(link, options.name())).run());
        thread.setUncaughtExceptionHandler((its, thrown) -> problem.set(thrown));
        thread.setDaemon(true);
        thread.start();
        return thread;
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
        Thread thread = loop(worker, problem);
        Parent parent = new Parent(worker, link, problem);
        int first = NEXT.get();
        Pending pending = new Pending();
        int takenBack = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                boolean several = random.nextInt(4) == 0;
                int weight = random.nextInt(200) == 0 ? 2 * WorkerLayout.RING_BYTES : random.nextInt(300);
                pending.addAll(List.of(several ? jobOf(1 + random.nextInt(30)) : job(weight)));
            }
            for (int i = random.nextInt(8); i > 0 && !pending.isEmpty(); i--) {
                worker.give(pending.take(1 + random.nextInt(20)));
            }
            worker.flush();
            for (int i = random.nextInt(200); i > 0; i--) {
                Thread.onSpinWait();
            }
            if (random.nextInt(3) == 0) {
                List<Job> back = worker.takeBack();
                takenBack += back.size();
                pending.addAllFirst(back);
            }
            parent.hear();
        }
        while (!pending.isEmpty() || !worker.isIdle()) {
            for (int i = 0; i < 8 && !pending.isEmpty(); i++) {
                worker.give(pending.take(Integer.MAX_VALUE));
            }
            worker.flush();
            parent.hear();
            parent.check();
        }
        boolean ignored = worker.dismiss();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(problem.get()).isNull();
        assertThat(thread.isAlive()).isFalse();
        for (int number = first; number < NEXT.get(); number++) {
            assertThat(BEGUN.get(number)).as("how often %s was begun", number).isEqualTo(1);
            assertThat(parent.answers.get(number)).as("answers of %s", number).isEqualTo(1);
        }
        System.out.println(NEXT.get() - first + " tasks, " + takenBack + " times taken back");
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
                    Job job = Objects.requireNonNull(worker.next());
                    answers.incrementAndGet(number(job));
                    worker.answered(1);
                } else {
                    assertThat(results.kind()).isEqualTo(WorkerLayout.READY);
                    worker.career().ready(0);
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
