package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.pool.Outcome;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.PoolStats;
import dev.offspring.pool.Results;
import dev.offspring.pool.TaskFuture;
import dev.offspring.pool.WorkerStats;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.sync.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die, or are stopped: exactly the task that ran is lost. */
@Timeout(60)
final class DeathTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path temp;

    private static PoolOptions options(int workers) {
        return PoolOptions.create().workers(workers).heap("64m");
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
        if (signal.equals("STOP")) {
            await().atMost(PATIENCE).until(() -> isStopped(pid)); // a thread that runs may go on for a moment
        }
    }

    private static boolean isStopped(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            return false; // it has ended just now
        }
    }

    private static List<Long> pids(Pool pool) {
        return pool.stats().workers().stream()
                .map(WorkerStats::pid)
                .filter(pid -> pid != 0)
                .toList();
    }

    @Test
    void death_failsItsTaskWithAllThatIsKnown() {
        try (Pool pool = Pool.with(options(1).name("mortals"))) {
            assertThatThrownBy(() ->
                            pool.call(DeedsTargets.lastWords("the last words").label("page 7")))
                    .isInstanceOf(ChildDiedException.class)
                    .hasMessageContaining("mortals-1")
                    .hasMessageContaining("page 7")
                    .hasMessageContaining("SIGKILL")
                    .satisfies(thrown -> {
                        ChildDiedException died = (ChildDiedException) thrown;
                        assertThat(died.pid()).isPositive();
                        assertThat(died.process()).isEqualTo("mortals-1");
                        assertThat(died.target()).isEqualTo("page 7");
                        assertThat(died.reason()).contains("SIGKILL");
                        assertThat(died.lastLines()).contains("the last words");
                    });
            assertThat(pool.stats().failed()).isEqualTo(1);
        }
    }

    @Test
    void segmentationFault_leavesItsReport() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            Throwable thrown = catchThrowable(() -> pool.call(DeedsTargets.segfault()));
            assertThat(thrown).isInstanceOf(ChildDiedException.class).hasMessageContaining("SIGSEGV");
            assertThat(((ChildDiedException) thrown).crashReport()).hasValueSatisfying(report -> {
                assertThat(report).contains("hs_err_pid");
                assertThat(Path.of(report).toFile().delete()).isTrue();
            });
        }
    }

    /** What the others were given, and what the dead one had not begun, runs elsewhere; each once. */
    @Test
    void deaths_amongManyTasks_loseExactlyTheirOwn() throws Exception {
        try (Pool pool = Pool.with(options(2));
                SharedIntArray begun = SharedIntArray.create(2_000)) {
            List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
            try (Results<Outcome<Integer, Integer>> results = pool.outcomes(
                    number -> DeedsTargets.countAndMaybeDie(begun, number, number % 500 == 250), upTo(2_000))) {
                results.forEach(outcomes::add);
            }
            assertThat(outcomes).hasSize(2_000);
            assertThat(begun.toArray()).containsOnly(1);
            for (Outcome<Integer, Integer> outcome : outcomes) {
                boolean dies = outcome.item() % 500 == 250;
                assertThat(outcome).isInstanceOf(dies ? Outcome.Failed.class : Outcome.Done.class);
            }
            assertThat(pool.stats().restarts()).isEqualTo(4);
        }
    }

    @Test
    void pool_isOfFullSizeAgainSoon() throws Exception {
        try (Pool pool = Pool.with(options(2))) {
            warmUp(pool, 2);
            assertThatThrownBy(() -> pool.call(DeedsTargets.lastWords("bye"))).isInstanceOf(ChildDiedException.class);
            long since = System.nanoTime();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> readyWorkers(pool) == 2);
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            System.out.println("full size again after " + took.toMillis() + " ms");
            // Less than one second where nobody else wants the processors.
            assertThat(took).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static long readyWorkers(Pool pool) {
        return pool.stats().workers().stream()
                .filter(worker -> worker.pid() != 0 && worker.waiting().isPositive())
                .count();
    }

    /** Until so many workers are ready. */
    private static void warmUp(Pool pool, int workers) throws Exception {
        await().atMost(PATIENCE).until(() -> {
            pool.map(item -> DeedsTargets.pidAfter(5), upTo(2 * workers));
            return readyWorkers(pool) == workers;
        });
    }

    @Test
    void retries_runTheTaskOnAnotherWorker() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            assertThat(pool.call(DeedsTargets.dieOnce(temp.resolve("mark")).retries(1)))
                    .isEqualTo(42);
            assertThat(pool.stats().restarts()).isEqualTo(1);
            assertThat(pool.stats().failed()).isZero();
            assertThatThrownBy(() -> pool.call(DeedsTargets.dieIfOdd(1).retries(2)))
                    .isInstanceOf(ChildDiedException.class);
            assertThat(pool.stats().restarts()).isEqualTo(4);
        }
    }

    @Test
    void taskThatThrows_isNotRetried() throws Exception {
        try (Pool pool = Pool.with(options(1));
                SharedIntArray begun = SharedIntArray.create(1)) {
            assertThatThrownBy(() -> pool.call(DeedsTargets.count(begun, 5).retries(3)))
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
            assertThat(pool.stats().failed()).isEqualTo(1);
        }
    }

    // Kills from outside, at every stage.

    @Test
    void kill_ofAnIdleWorker_costsNoTask() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            long pid = pool.call(DeedsTargets.pid());
            signal("KILL", pid);
            await().atMost(PATIENCE).until(() -> pool.stats().restarts() == 1);
            assertThat(pool.call(DeedsTargets.pid())).isNotEqualTo(pid);
            assertThat(pool.stats().failed()).isZero();
        }
    }

    @Test
    void kill_whileATaskRuns_failsIt_andRunsWhatWasReceived() throws Exception {
        try (Pool pool = Pool.with(options(1));
                Event begun = Event.create()) {
            long pid = pool.call(DeedsTargets.pid());
            TaskFuture<Void> running = pool.submit(DeedsTargets.sleepAnd(begun));
            TaskFuture<Integer> received = pool.submit(DeedsTargets.square(5));
            assertThat(begun.await(PATIENCE)).isTrue();
            signal("KILL", pid);
            assertThat(running)
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ChildDiedException.class)
                    .withMessageContaining("SIGKILL");
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(25);
        }
    }

    /** It is stopped, so that it has what it was given and cannot begin it. */
    @Test
    void kill_ofAWorkerThatHasReceivedATask_runsItElsewhere() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            long pid = pool.call(DeedsTargets.pid());
            signal("STOP", pid);
            TaskFuture<Integer> received = pool.submit(DeedsTargets.square(5));
            signal("KILL", pid);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(25);
            assertThat(pool.stats().failed()).isZero();
        }
    }

    @Test
    void kill_halfWayThroughALargeResult_failsItsTask() throws Exception {
        try (Pool pool = Pool.with(options(1).heap("256m"))) {
            for (int i = 0; i < 5; i++) {
                long pid = pool.call(DeedsTargets.pid());
                TaskFuture<byte[]> large = pool.submit(DeedsTargets.bytes(64 << 20));
                TimeUnit.MILLISECONDS.sleep(25L * i); // whenever that is
                signal("KILL", pid);
                try {
                    assertThat(large.get(30, TimeUnit.SECONDS)).hasSize(64 << 20);
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(ChildDiedException.class);
                }
                await().atMost(PATIENCE).until(() -> !pids(pool).contains(pid));
                assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
            }
        }
    }

    @Test
    void kill_afterTheResult_doesNotLoseIt() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                long pid = pool.call(DeedsTargets.pid());
                pids.add(pid);
                signal("KILL", pid);
                await().atMost(PATIENCE).until(() -> !pids(pool).contains(pid));
            }
            assertThat(pids).hasSize(5);
            assertThat(pool.stats().completed()).isEqualTo(5);
            assertThat(pool.stats().failed()).isZero();
        }
    }

    // Stopped and continued.

    @Test
    void workerStoppedInATask_isEndedForTheTasksTimeout() throws Exception {
        try (Pool pool = Pool.with(options(1).grace(Duration.ofMillis(100)));
                Event begun = Event.create()) {
            long pid = pool.call(DeedsTargets.pid());
            TaskFuture<Void> stopped = pool.submit(DeedsTargets.sleepAnd(begun).timeout(Duration.ofMillis(500)));
            assertThat(begun.await(PATIENCE)).isTrue();
            signal("STOP", pid);
            assertThat(stopped)
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ChildDiedException.class)
                    .withMessageContaining("500 ms");
            assertThat(pool.call(DeedsTargets.pid())).isNotEqualTo(pid);
        }
    }

    /** It goes on after its deadline and before it is killed, and sees the interrupt: one outcome all the same. */
    @Test
    void workerContinuedPastTheDeadline_hasOneOutcome() throws Exception {
        try (Pool pool = Pool.with(options(1).grace(Duration.ofSeconds(20)));
                Event begun = Event.create()) {
            long pid = pool.call(DeedsTargets.pid());
            TaskFuture<Void> stopped = pool.submit(DeedsTargets.sleepAnd(begun).timeout(Duration.ofMillis(1_500)));
            assertThat(begun.await(PATIENCE)).isTrue();
            signal("STOP", pid);
            await().atMost(PATIENCE).until(() -> pool.stats().workers().size() == 2 || isDoomed(pool, stopped));
            signal("CONT", pid);
            assertThat(stopped)
                    .failsWithin(Duration.ofSeconds(15))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ChildDiedException.class)
                    .withMessageContaining("1500 ms");
            assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
            assertThat(pool.stats().timeouts()).isEqualTo(1);
        }
    }

    /** Another takes its seat as soon as there is work, which shows that its time is over. */
    private static boolean isDoomed(Pool pool, TaskFuture<Void> stopped) {
        if (pool.stats().queued() == 0) {
            TaskFuture<Integer> ignored = pool.submit(DeedsTargets.square(1));
        }
        return stopped.isDone();
    }

    /** Nobody can say when it will go on, so others do what it was given; also a task with a timeout, which has not begun. */
    @Test
    void workerStoppedWhileIdle_holdsUpNoTask() throws Exception {
        try (Pool pool = Pool.with(options(2))) {
            warmUp(pool, 2);
            long pid = pids(pool).getFirst();
            signal("STOP", pid);
            try {
                List<TaskFuture<Integer>> futures = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    futures.add(pool.submit(DeedsTargets.square(i).timeout(Duration.ofSeconds(20))));
                }
                for (int i = 0; i < 20; i++) {
                    assertThat(futures.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(i * i);
                }
                assertThat(pool.map(DeedsTargets::square, upTo(1_000))).hasSize(1_000);
            } finally {
                signal("CONT", pid);
            }
            await().atMost(PATIENCE).until(() -> {
                return new HashSet<>(pool.map(item -> DeedsTargets.pidAfter(5), upTo(8))).contains(pid);
            });
            assertThat(pool.stats().restarts()).isZero();
            assertThat(pool.stats().timeouts()).isZero();
        }
    }

    /** There is no other: when it goes on, it gets what was taken back from it. */
    @Test
    void onlyWorker_stoppedAndContinued_takesItsTaskUp() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            long pid = pool.call(DeedsTargets.pid());
            signal("STOP", pid);
            TaskFuture<Integer> future = pool.submit(DeedsTargets.square(3));
            await().atMost(PATIENCE)
                    .until(() -> pool.stats().active() == 0 && pool.stats().queued() == 1);
            signal("CONT", pid);
            assertThat(future.get(20, TimeUnit.SECONDS)).isEqualTo(9);
            assertThat(pool.call(DeedsTargets.pid())).isEqualTo(pid);
        }
    }

    @Test
    void workerThatIsStoppedForGood_isReplacedAfterTheStartTimeout() throws Exception {
        try (Pool pool = Pool.with(options(1).startTimeout(Duration.ofSeconds(3)))) {
            long pid = pool.call(DeedsTargets.pid());
            signal("STOP", pid);
            assertThat(pool.submit(DeedsTargets.square(3)).get(40, TimeUnit.SECONDS))
                    .isEqualTo(9);
            assertThat(pool.stats().restarts()).isEqualTo(1);
        }
    }

    // The budget.

    @Test
    void workersThatDieTooOften_failThePoolWithTheCauses() throws Exception {
        try (Pool pool = Pool.with(options(1).restarts(2, Duration.ofMinutes(1)))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.call(DeedsTargets.dieIfOdd(1))).isInstanceOf(ChildDiedException.class);
            }
            await().atMost(PATIENCE).until(pool::isShutdown);
            assertThatThrownBy(() -> pool.call(DeedsTargets.square(1)))
                    .isInstanceOf(PoolFailedException.class)
                    .hasMessageContaining("2 within 60000 ms")
                    .satisfies(thrown -> assertThat(((PoolFailedException) thrown).causes())
                            .hasSize(3)
                            .allMatch(ChildDiedException.class::isInstance));
            assertThat(pool.awaitTermination(PATIENCE)).isTrue();
        }
    }

    /** What we end ourselves is no sign of trouble. */
    @Test
    void workersEndedForATimeout_doNotCount() throws Exception {
        PoolOptions options = options(1).restarts(0, Duration.ofMinutes(1)).grace(Duration.ofMillis(50));
        try (Pool pool = Pool.with(options)) {
            assertThatThrownBy(() -> pool.call(DeedsTargets.hang().timeout(Duration.ofMillis(100))))
                    .isInstanceOf(ChildDiedException.class);
            try (Event begun = Event.create()) {
                TaskFuture<Void> future = pool.submit(DeedsTargets.goOn(begun));
                assertThat(begun.await(PATIENCE)).isTrue();
                assertThat(future.cancel(true)).isTrue();
            }
            assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
        }
    }

    @Test
    void workersThatCannotStart_failThePool() {
        for (PoolOptions options : List.of(options(2), options(1).tasksPerWorker(1))) {
            try (Pool pool = Pool.with(options.jvmArgs("-XX:NoSuchOption"))) {
                assertThat(pool.submit(DeedsTargets.square(1)))
                        .failsWithin(PATIENCE)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(PoolFailedException.class)
                        .withMessageContaining("NoSuchOption");
            }
        }
    }

    @Test
    void initialiserThatHangs_failsThePoolInTime() {
        List<PoolOptions> hanging = List.of(
                options(1).initializer(DeedsTargets.hang()).startTimeout(Duration.ofSeconds(2)),
                options(1).initializer(DeedsTargets.hang().timeout(Duration.ofMillis(300))));
        for (PoolOptions options : hanging) {
            try (Pool pool = Pool.with(options)) {
                assertThat(pool.submit(DeedsTargets.square(1)))
                        .failsWithin(Duration.ofSeconds(25))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(PoolFailedException.class)
                        .withMessageContaining("Deeds.hang()");
            }
        }
    }

    // What is too long, or comes too late.

    @Test
    void arguments_thatAWorkerHasNoMemoryFor_failTheirTaskAlone() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            int pid = pool.call(DeedsTargets.square(2));
            assertThatThrownBy(() -> pool.call(DeedsTargets.length(new byte[200 << 20])))
                    .isInstanceOf(TaskFailedException.class)
                    .hasCauseInstanceOf(OutOfMemoryError.class);
            assertThat(pid).isEqualTo(4);
            assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
            assertThat(pool.stats().failed()).isEqualTo(1);
        }
    }

    @Test
    void chunk_ofLongArguments_goesToItsWorkerInSeveralMessages() throws Exception {
        try (Pool pool = Pool.with(options(1))) {
            assertThat(pool.chunked(100).map(item -> DeedsTargets.length(new byte[1 << 20]), upTo(100)))
                    .hasSize(100)
                    .containsOnly(1 << 20);
        }
    }

    @Test
    void results_areClosed_alsoWhenAWorkerHasDied_andWhatItRanWasNotAskedFor() throws Exception {
        try (Pool pool = Pool.with(options(2));
                Event gate = Event.create()) {
            try (Results<Integer> results = pool.stream(
                    item -> item == 0 ? DeedsTargets.await(gate) : DeedsTargets.lengthOfLastWords("died"), upTo(2))) {
                await().atMost(PATIENCE)
                        .until(() -> results.hasNext() && pool.stats().failed() == 1);
            }
            gate.set();
            assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
        }
    }

    @Test
    void task_thatIsCancelledWhileItsWorkerBoots_leavesTheInitialiserToRun() throws Exception {
        try (Pool pool = Pool.with(options(1).initializer(DeedsTargets.becomeReady(300)))) {
            for (int i = 0; i < 3; i++) {
                assertThat(pool.submit(DeedsTargets.sleep(60_000)).cancel(true)).isTrue();
                TimeUnit.MILLISECONDS.sleep(60);
            }
            assertThat(pool.call(DeedsTargets.isReady())).isEqualTo(1);
            assertThat(pool.map(DeedsTargets::square, upTo(50))).startsWith(0, 1, 4, 9);
        }
    }

    // Hygiene.

    @Test
    void tasksPerWorker_changesTheProcess_andLosesNothing() throws Exception {
        try (Pool pool = Pool.with(options(2).tasksPerWorker(3))) {
            List<Long> pids = pool.map(item -> DeedsTargets.pid(), upTo(24));
            assertThat(pids).hasSize(24);
            assertThat(new HashSet<>(pids)).hasSizeGreaterThanOrEqualTo(8);
            assertThat(pids.stream().mapToInt(pid ->
                            (int) pids.stream().filter(pid::equals).count()))
                    .allMatch(count -> count <= 3);
            assertThat(pool.stats().restarts()).isZero();
            pool.shutdown();
            assertThat(pool.awaitTermination(PATIENCE)).isTrue();
        }
    }

    @Test
    void workerThatGrows_isReplacedAfterItsTask() throws Exception {
        try (Pool pool = Pool.with(options(1).memoryLimit(300L << 20))) {
            long pid = pool.call(DeedsTargets.pid());
            assertThat(pool.call(DeedsTargets.takeMemory(350L << 20))).isEqualTo(pid);
            await().atMost(PATIENCE).until(() -> pool.call(DeedsTargets.pid()) != pid);
            assertThat(pool.stats().failed()).isZero();
        }
    }

    @Test
    void idleWorkers_endAndComeAgain() throws Exception {
        try (Pool pool = Pool.with(options(2).idleTimeout(Duration.ofMillis(100)))) {
            long pid = pool.call(DeedsTargets.pid());
            await().atMost(PATIENCE).until(() -> pool.stats().workers().isEmpty());
            assertThat(pool.call(DeedsTargets.pid())).isNotEqualTo(pid);
            PoolStats stats = pool.stats();
            assertThat(stats.restarts()).isZero();
            assertThat(stats.failed()).isZero();
        }
    }
}
