package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ProcessInfo;
import dev.offspring.process.Processes;
import dev.offspring.process.Task;
import dev.offspring.shared.SharedInt;
import dev.offspring.tests.TestJvm;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Identity, registry, waiting. */
final class LifeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void root_isMainWithoutAParent() {
        ProcessInfo self = Processes.current();
        assertThat(self.isRoot()).isTrue();
        assertThat(self.name()).isEqualTo("main");
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(Processes.parent()).isEmpty();
        assertThat(Processes.cpuCount()).isPositive();
    }

    @Test
    void child_knowsItselfAndItsParent() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.whoAmI().start()) {
            assertThat(child.name()).matches("whoAmI-\\d+");
            assertThat(child.result(PATIENCE))
                    .isEqualTo(child.pid() + " " + child.name() + " 1 "
                            + ProcessHandle.current().pid() + " main");
        }
    }

    @Test
    void grandchild_hasThePathInItsName() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.grandchild().start()) {
            String number = child.name().substring(child.name().lastIndexOf('-') + 1);
            assertThat(child.result(PATIENCE))
                    .matches("\\d+ whoAmI-" + number + ":1 2 " + child.pid() + " " + child.name());
        }
    }

    /** A task is started as often as one likes: each time it is another process, with arguments of that time. */
    @Test
    void taskStartedTwice_isTwoProcesses() throws Exception {
        StringBuilder argument = new StringBuilder("first");
        Task<Integer> task = DeedsTargets.length(argument);
        try (ChildProcess<Integer> first = task.start()) {
            argument.append(" and more");
            try (ChildProcess<Integer> second = task.process().start()) {
                assertThat(second.pid()).isNotEqualTo(first.pid());
                assertThat(second.name()).isNotEqualTo(first.name());
                assertThat(first.result(PATIENCE)).isEqualTo("first".length());
                assertThat(second.result(PATIENCE)).isEqualTo("first and more".length());
            }
        }
    }

    /** A child is waited for by who started it: it cannot even be named elsewhere. */
    @Test
    void childProcess_cannotTravel() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.nothing().start()) {
            assertThatThrownBy(() -> DeedsTargets.takeAnything(child).start())
                    .isInstanceOf(TransferException.class)
                    .hasMessageContaining("ChildProcess")
                    .hasMessageContaining("pid");
            assertThat(child.join(PATIENCE)).isTrue();
        }
    }

    @Test
    void daemonFlag_isInheritedUnlessSaidOtherwise() throws Exception {
        assertThat(daemons(true)).isEqualTo("true true false");
        assertThat(daemons(false)).isEqualTo("false false false");
        try (ChildProcess<Void> child = DeedsTargets.nothing().start()) {
            assertThat(child.isDaemon()).isFalse();
        }
    }

    private static String daemons(boolean daemon) throws Exception {
        try (ChildProcess<String> child =
                DeedsTargets.daemonOfADaemon().process().daemon(daemon).start()) {
            assertThat(child.isDaemon()).isEqualTo(daemon);
            return child.result(PATIENCE);
        }
    }

    @Test
    void processesOfProcesses_goAsDeepAsIsSane() throws Exception {
        try (ChildProcess<String> child = DeedsTargets.descend(6).start()) {
            String path = child.name().substring(child.name().lastIndexOf('-') + 1);
            assertThat(child.result(PATIENCE)).isEqualTo("descend-" + path + ":1:1:1:1:1 at 6");
        }
    }

    @Test
    void givenName_isShown() throws Exception {
        try (ChildProcess<String> child =
                DeedsTargets.whoAmI().process().name("der Erste").start()) {
            assertThat(child.name()).isEqualTo("der Erste");
            assertThat(child.result(PATIENCE)).contains(" der Erste 1 ");
        }
    }

    @Test
    void activeChildren_areThoseThatHaveNotEnded() throws Exception {
        try (ChildProcess<Void> first = DeedsTargets.sleep(300_000).start();
                ChildProcess<Void> second = DeedsTargets.sleep(300_000).start()) {
            assertThat(Processes.activeChildren()).containsSubsequence(first, second);
            first.kill();
            assertThat(first.join(PATIENCE)).isTrue();
            assertThat(Processes.activeChildren()).contains(second).doesNotContain(first);
        }
        assertThat(Processes.activeChildren()).isEmpty();
    }

    @Test
    void join_waitsOnlyAsLongAsItIsTold() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.sleep(300_000).start()) {
            long start = System.nanoTime();
            assertThat(child.join(Duration.ZERO)).isFalse();
            assertThat(child.join(Duration.ofSeconds(-1))).isFalse();
            assertThat(child.join(Duration.ofMillis(200))).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200), PATIENCE);
            assertThat(child.exitCode()).isEmpty();
            assertThat(child.exitCause()).isEmpty();
            assertThatThrownBy(() -> child.result(Duration.ofMillis(50)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("it goes on");
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void join_mayBeRepeated() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.nothing().start()) {
            child.join();
            child.join();
            assertThat(child.join(Duration.ZERO)).isTrue();
            assertThat(child.onExit().join()).isSameAs(child);
            child.interrupt();
            child.terminate();
            child.kill();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    @Test
    void close_endsTheProcess() throws Exception {
        ChildProcess<Void> child = DeedsTargets.sleep(300_000).start();
        child.close();
        child.close();
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).isPresent();
        assertThatThrownBy(child::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed");
    }

    /** An interrupt is no reason to leave a process behind; it is kept for who waits next. */
    @Test
    void close_byAThreadThatIsInterrupted_endsTheProcessAllTheSame() throws Exception {
        ChildProcess<Void> child = DeedsTargets.sleep(300_000).start();
        Thread.currentThread().interrupt();
        child.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(child.exitCode()).isPresent();
        TestJvm.awaitGone(child.pid(), Duration.ZERO);
    }

    /** The moment after the start: while the JVM boots, before the target has its argument. */
    @Test
    void interrupt_reachesTheTarget() throws Exception {
        try (SharedInt number = SharedInt.create(5);
                ChildProcess<Void> child =
                        DeedsTargets.sleepBeside(300_000, number).start()) {
            child.interrupt();
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(TaskFailedException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void waiting_canBeInterrupted() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.sleep(300_000).start()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(child::join).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(child::result).isInstanceOf(InterruptedException.class);
            assertThat(child.isAlive()).isTrue();
        }
    }
}
