package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.TaskFailedException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Orphan;
import dev.offspring.process.ProcessInfo;
import dev.offspring.process.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void interrupt_reachesTheTarget() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.sleep(300_000).start()) {
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

    @Test
    void children_runAtOnce() throws Exception {
        List<ChildProcess<String>> children = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            children.add(DeedsTargets.echo("child " + i).start());
        }
        for (int i = 0; i < 12; i++) {
            assertThat(children.get(i).result(PATIENCE)).isEqualTo("child " + i);
            children.get(i).close();
        }
    }

    @Test
    void contradictions_areRefused() {
        assertThatThrownBy(() -> DeedsTargets.nothing()
                        .process()
                        .daemon(true)
                        .orphan(Orphan.KEEP)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("daemon");
        assertThatThrownBy(() -> DeedsTargets.nothing().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeedsTargets.nothing().retries(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeedsTargets.nothing().process().heap("much"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'much'");
    }
}
