package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ChildDiedException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.Output;
import dev.offspring.process.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Exit codes and causes: what ended a child is told apart, whatever the status says. */
final class ExitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void returning_isStatus0() throws Exception {
        assertEnd(DeedsTargets.nothing(), 0, new ExitCause.Returned());
    }

    @Test
    void exits_keepTheirStatus() throws Exception {
        for (int status : new int[] {0, 7, 130, 137, 143}) {
            assertEnd(DeedsTargets.exit(status), status, new ExitCause.Exited(status));
        }
    }

    @Test
    void kill_isSignal9() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.sleep(300_000).start()) {
            child.kill();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCode()).hasValue(-9);
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(9));
            assertThatThrownBy(child::result)
                    .isInstanceOf(ChildDiedException.class)
                    .hasMessageContaining("SIGKILL")
                    .hasMessageContaining("Deeds.sleep(300000)")
                    .hasMessageContaining(String.valueOf(child.pid()));
        }
    }

    @Test
    void terminate_isSignal15() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (ChildProcess<String> child = DeedsTargets.leaveThread(300_000)
                .process()
                .output(Output.lines(lines::add))
                .start()) {
            assertThat(child.result(PATIENCE)).isEqualTo("left");
            child.terminate();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCode()).hasValue(-15);
        }
    }

    @Test
    void terminate_killsAfterItsGraceWhatHangs() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (ChildProcess<Void> child = DeedsTargets.hangInHook()
                .process()
                .output(Output.lines(lines::add))
                .start()) {
            assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("hangs");
            child.terminate();
            assertThat(child.join(Duration.ofSeconds(10))).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(9));
            assertThat(child.exitCode()).hasValue(-9);
        }
    }

    @Test
    void timeout_endsTheProcess() throws Exception {
        Duration limit = Duration.ofMillis(700);
        try (ChildProcess<Void> child =
                DeedsTargets.sleep(300_000).timeout(limit).start()) {
            assertThatThrownBy(() -> child.result(PATIENCE))
                    .isInstanceOf(ChildDiedException.class)
                    .hasMessageContaining("ran longer than its timeout of 700 ms");
            assertThat(child.exitCause()).contains(new ExitCause.TimedOut(limit));
        }
    }

    @Test
    void standardError_isRememberedForTheReport() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.speak(50)
                .process()
                .output(Output.lines(line -> {}))
                .jvmArgs("-XX:+UseEpsilonNonsense")
                .start()) {
            assertThatThrownBy(() -> child.result(PATIENCE)).isInstanceOfSatisfying(ChildDiedException.class, died -> {
                assertThat(died.lastLines()).anyMatch(line -> line.contains("UseEpsilonNonsense"));
                assertThat(died).hasMessageContaining("died before it began");
            });
        }
    }

    @Test
    void output_isCompleteWhenJoinReturns() throws Exception {
        List<String> lines = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        try (ChildProcess<Void> child = DeedsTargets.speak(2_000)
                .process()
                .output(Output.lines(lines::add))
                .start()) {
            assertThat(child.join(PATIENCE)).isTrue();
        }
        assertThat(lines).hasSize(4_000).contains("out 1999", "err 1999");
    }

    private static void assertEnd(Task<Void> task, int status, ExitCause cause) throws Exception {
        try (ChildProcess<Void> child = task.start()) {
            assertThat(child.join(PATIENCE)).as("%s", child).isTrue();
            assertThat(child.exitCode()).as("%s", child).hasValue(status);
            assertThat(child.exitCause()).as("%s", child).contains(cause);
        }
    }
}
