package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.PoolStats;
import dev.offspring.pool.TaskFuture;
import dev.offspring.pool.WorkerStats;
import dev.offspring.process.Output;
import dev.offspring.sync.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import jdk.jfr.EventSettings;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of a pool and of its workers. */
@Timeout(60)
final class WatchingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Listening> listening = new ArrayList<>();

    @TempDir
    private Path temp;

    @AfterEach
    void stopListening() {
        listening.forEach(Listening::close);
    }

    private static PoolOptions options(int workers) {
        return PoolOptions.create().workers(workers).heap("64m");
    }

    /** Keeps what a logger is told. */
    private static final class Listening extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();
        private final Logger logger;

        Listening(String name) {
            logger = Logger.getLogger(name);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        List<String> messages() {
            return records.stream()
                    .map(record -> {
                        Object[] parameters = record.getParameters();
                        String message = String.valueOf(record.getMessage());
                        return parameters == null ? message : java.text.MessageFormat.format(message, parameters);
                    })
                    .toList();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    private Listening listenTo(String name) {
        Listening to = new Listening(name);
        listening.add(to);
        return to;
    }

    @Test
    void statsOfAPool_tellWhatItDoes() throws Exception {
        try (Pool pool = Pool.with(options(1).name("watched").grace(Duration.ofMillis(50)));
                Event begun = Event.create();
                Event gate = Event.create()) {
            TaskFuture<Integer> running = pool.submit(DeedsTargets.sayAndAwait(begun, gate));
            List<TaskFuture<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                waiting.add(pool.submit(DeedsTargets.square(i)));
            }
            assertThat(begun.await(PATIENCE)).isTrue();
            PoolStats stats = pool.stats();
            assertThat(stats.active()).isEqualTo(1);
            assertThat(stats.queued()).isEqualTo(5);
            assertThat(pool).hasToString("watched[1 workers, 1 tasks run, 5 wait]");
            gate.set();
            assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            for (TaskFuture<Integer> future : waiting) {
                assertThat(future.get(30, TimeUnit.SECONDS)).isNotNull();
            }
            assertThatThrownBy(() -> pool.call(DeedsTargets.hang().timeout(Duration.ofMillis(100))))
                    .isInstanceOf(ChildDiedException.class);
            await().atMost(PATIENCE).until(() -> pool.stats().restarts() == 1);
            assertThat(pool.stats().timeouts()).isEqualTo(1);
            assertThat(pool.stats().completed()).isEqualTo(6);
            assertThat(pool.stats().failed()).isEqualTo(1);
        }
    }

    @Test
    void insightsPerWorker_tellWhereTheTimeWent() throws Exception {
        try (Pool pool = Pool.with(options(1).name("insight").initializer(DeedsTargets.sleep(50)))) {
            long pid = pool.call(DeedsTargets.pid());
            for (int i = 1; i <= 7; i++) {
                pool.call(DeedsTargets.sleep(i * 5L).label("sleep " + i));
            }
            WorkerStats worker = pool.stats().workers().getFirst();
            assertThat(worker.name()).isEqualTo("insight-1");
            assertThat(worker.pid()).isEqualTo(pid);
            assertThat(worker.tasks()).isEqualTo(8);
            assertThat(worker.initialising()).isBetween(Duration.ofMillis(50), worker.starting());
            assertThat(worker.working()).isGreaterThanOrEqualTo(Duration.ofMillis(140));
            assertThat(worker.waiting()).isPositive();
            assertThat(worker.slowest()).hasSize(5);
            // The first task may take longer than those that sleep: its process has done nothing before.
            assertThat(worker.slowest())
                    .extracting(WorkerStats.SlowTask::task)
                    .contains("sleep 7", "sleep 6", "sleep 5", "sleep 4");
            assertThat(worker.slowest())
                    .extracting(WorkerStats.SlowTask::took)
                    .isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(pool.stats().p99()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        }
    }

    /** It would take a tenth of a second. */
    @Test
    void workerThatLogsNothing_doesNotSetUpLogging() throws Exception {
        Path classes = temp.resolve("classes.txt");
        try (Pool pool = Pool.with(options(1).jvmArgs("-Xlog:class+load:file=" + classes))) {
            assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
        }
        assertThat(Files.readString(classes))
                .contains("offspring.pool.WorkerLoop")
                .doesNotContain("LogManager");
    }

    @Test
    void logRecordOfAWorker_isLoggedHereWithItsName() throws Exception {
        Listening records = listenTo("tests.worker");
        try (Pool pool = Pool.with(options(1).name("talking"))) {
            pool.call(DeedsTargets.log("it rains"));
            await().atMost(PATIENCE).until(() -> !records.records.isEmpty());
            LogRecord record = records.records.getFirst();
            assertThat(records.messages()).containsExactly("[talking-1] it rains");
            assertThat(record.getLevel()).isEqualTo(java.util.logging.Level.WARNING);
            assertThat(record.getThrown())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("its cause");
        }
    }

    @Test
    void handlerThatThrows_doesNotHurtThePool() throws Exception {
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord record) {
                throw new IllegalStateException("thrown by a test");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("tests.worker");
        logger.addHandler(broken);
        try (Pool pool = Pool.with(options(1))) {
            pool.call(DeedsTargets.log("thunder"));
            assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
        } finally {
            logger.removeHandler(broken);
        }
    }

    /** Not even what it logs holds up a worker, nor the results of others. */
    @Test
    void handlerThatBlocks_holdsUpNobody() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler slow = new Handler() {
            @Override
            public void publish(LogRecord record) {
                try {
                    boolean ignored = gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                logged.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("tests.worker");
        logger.addHandler(slow);
        try (Pool pool = Pool.with(options(1).name("patient"))) {
            for (int i = 0; i < 20; i++) {
                pool.call(DeedsTargets.log("drop " + i));
            }
            assertThat(pool.call(DeedsTargets.square(3))).isEqualTo(9);
            assertThat(logged).isEmpty();
            gate.countDown();
        } finally {
            gate.countDown();
            await().atMost(PATIENCE).until(() -> logged.size() >= 20);
            logger.removeHandler(slow);
        }
        assertThat(logged).hasSize(20).first().isEqualTo("[patient-1] drop 0");
    }

    @Test
    void outputOfAWorker_comesWithItsName() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Output output = Output.lines(lines::add).prefixed();
        try (Pool pool = Pool.with(options(1).name("printing").output(output))) {
            pool.call(DeedsTargets.print("hello"));
            await().atMost(PATIENCE).until(() -> !lines.isEmpty());
        }
        assertThat(lines).contains("[printing-1] hello");
    }

    @Test
    void failureThatNobodyLookedAt_isLoggedByClose() throws Exception {
        for (PoolKind kind : PoolKind.values()) {
            Listening records = listenTo("dev.offspring.pool");
            try (Pool pool = Pool.with(kind.options(1).name("forgetful"))) {
                TaskFuture<Integer> seen = pool.submit(DeedsTargets.oddOnly(2));
                assertThatThrownBy(() -> seen.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(TaskFailedException.class);
                TaskFuture<Integer> handled = pool.submit(DeedsTargets.oddOnly(4));
                await().atMost(PATIENCE).until(handled::isDone);
                assertThat(handled.exceptionally(failure -> -1))
                        .succeedsWithin(PATIENCE)
                        .isEqualTo(-1);
                TaskFuture<Integer> unseen = pool.submit(DeedsTargets.oddOnly(6));
                await().atMost(PATIENCE).until(unseen::isDone);
                TaskFuture<Integer> unseenAndLate = pool.submit(DeedsTargets.oddOnly(8));
                assertThat(unseenAndLate).isNotNull();
            }
            assertThat(records.messages())
                    .as("%s", kind)
                    .filteredOn(message -> message.contains("nobody has looked at"))
                    .hasSize(2)
                    .anyMatch(message -> message.contains("forgetful") && message.contains("Deeds.oddOnly(6)"))
                    .anyMatch(message -> message.contains("Deeds.oddOnly(8)"));
            records.close();
        }
    }

    @Test
    void tasksThatGoOnAfterTheCloseTimeout_areKilled() {
        Listening records = listenTo("dev.offspring.pool");
        TaskFuture<Void> hanging;
        try (Pool pool =
                Pool.with(options(1).closeTimeout(Duration.ofMillis(300)).name("patient"))) {
            hanging = pool.submit(DeedsTargets.hang());
        }
        assertThat(hanging).failsWithin(PATIENCE).withThrowableOfType(java.util.concurrent.CancellationException.class);
        assertThat(records.messages()).anyMatch(message -> message.contains("patient") && message.contains("300 ms"));
    }

    @Test
    void flightRecorder_hasStartsTasksAndDeaths() throws Exception {
        Path file = temp.resolve("pool.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.offspring.WorkerStart");
            recording.enable("dev.offspring.TaskEnd").with("longerThan", "0 ns");
            recording.enable("dev.offspring.WorkerDeath");
            recording.enable("dev.offspring.WorkerRestart");
            recording.start();
            try (Pool pool = Pool.with(options(1).name("recorded"))) {
                assertThat(pool.call(DeedsTargets.square(3).label("three"))).isEqualTo(9);
                assertThatThrownBy(() -> pool.call(DeedsTargets.oddOnly(2))).isInstanceOf(TaskFailedException.class);
                assertThatThrownBy(() -> pool.call(DeedsTargets.lastWords("bye").label("the last")))
                        .isInstanceOf(ChildDiedException.class);
                assertThat(pool.call(DeedsTargets.square(4))).isEqualTo(16);
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events)
                .filteredOn(event -> is(event, "WorkerStart", null, null))
                .hasSize(2)
                .allMatch(event -> event.getLong("pid") > 0)
                .allMatch(event -> event.getDuration("starting").isPositive());
        assertThat(events)
                .filteredOn(event -> is(event, "TaskEnd", "task", "three"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("worker")).isEqualTo("recorded-1");
                    assertThat(event.getBoolean("returned")).isTrue();
                    assertThat(event.getDuration("took")).isPositive();
                });
        assertThat(events)
                .filteredOn(event -> is(event, "TaskEnd", null, null) && !event.getBoolean("returned"))
                .hasSize(1);
        assertThat(events)
                .filteredOn(event -> is(event, "WorkerDeath", "task", "the last"))
                .singleElement()
                .satisfies(event -> assertThat(event.getString("why")).contains("SIGKILL"));
        assertThat(events)
                .filteredOn(event -> is(event, "WorkerDeath", null, null))
                .hasSize(1);
        assertThat(events)
                .filteredOn(event -> is(event, "WorkerRestart", "worker", "recorded-1"))
                .singleElement()
                .satisfies(event -> assertThat(event.getLong("restarts")).isEqualTo(1));
    }

    /** There may be millions of them in a second. */
    @Test
    void shortTasks_areNotRecordedUnlessSomebodyWantsThem() throws Exception {
        List<Integer> items = IntStream.range(0, 20_000).boxed().toList();
        assertThat(recordedTasks(null, items)).isLessThan(items.size() / 2);
        assertThat(recordedTasks("0 ns", items)).isEqualTo(items.size());
        assertThat(recordedTasks("1 s", items)).isZero();
    }

    private long recordedTasks(@Nullable String longerThan, List<Integer> items) throws Exception {
        Path file = temp.resolve("short.jfr");
        try (Recording recording = new Recording();
                Pool pool = Pool.with(options(1))) {
            EventSettings settings = recording.enable("dev.offspring.TaskEnd");
            if (longerThan != null) {
                EventSettings ignored = settings.with("longerThan", longerThan);
            }
            recording.start();
            assertThat(pool.map(DeedsTargets::square, items)).hasSize(items.size());
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> is(event, "TaskEnd", null, null))
                .count();
    }

    private static boolean is(RecordedEvent event, String name, @Nullable String field, @Nullable String value) {
        return event.getEventType().getName().equals("dev.offspring." + name)
                && (field == null || event.getString(field).equals(value));
    }

    @Test
    void poolThatNobodyHolds_endsAndSaysSo() {
        Listening records = listenTo("dev.offspring.pool");
        forget();
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return records.messages().stream().anyMatch(message -> message.contains("lost-and-found was forgotten"));
        });
    }

    private static void forget() {
        Pool pool = Pool.with(options(1).name("lost-and-found"));
        assertThat(pool.isShutdown()).isFalse();
    }
}
