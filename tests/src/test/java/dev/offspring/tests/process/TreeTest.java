package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.Output;
import dev.offspring.tests.TestJvm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a process is ended with: its descendants, of whatever kind, also those that would rather stay. */
final class TreeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Test
    void kill_takesTheWholeTree() throws Exception {
        try (ChildProcess<Void> child = start()) {
            List<Long> pids = pids();
            child.kill();
            assertThat(child.join(PATIENCE)).isTrue();
            assertGone(pids);
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(9));
        }
    }

    /** The child itself ends at once; what it has started ignores SIGTERM, and has no parent then by which it could be found. */
    @Test
    void terminate_killsAfterItsGraceWhatIsLeftOfTheTree() throws Exception {
        try (ChildProcess<Void> child = start()) {
            List<Long> pids = pids();
            child.terminate();
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(15));
            assertGone(pids);
        }
    }

    @Test
    void close_returnsWhenTheWholeTreeIsGone() throws Exception {
        ChildProcess<Void> child = start();
        List<Long> pids = pids();
        long start = System.nanoTime();
        child.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(child.exitCode()).hasValue(-15);
        for (long pid : pids) {
            TestJvm.awaitGone(pid, Duration.ofSeconds(1));
        }
    }

    /** A stopped process gets no SIGTERM; the grace is bounded all the same. */
    @Test
    void terminate_endsAStoppedProcess() throws Exception {
        try (ChildProcess<Void> child = DeedsTargets.hangInHook()
                .process()
                .output(Output.lines(lines::add))
                .start()) {
            assertThat(lines.poll(60, TimeUnit.SECONDS)).isEqualTo("hangs");
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(child.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            child.terminate();
            assertThat(child.join(Duration.ofSeconds(10))).isTrue();
            assertThat(child.exitCause()).contains(new ExitCause.Signalled(9));
        }
    }

    /** Not asked to end, a child leaves behind what it has started to stay. */
    @Test
    void childThatReturns_leavesItsOwnProcessesAlone() throws Exception {
        try (ChildProcess<Long> child = DeedsTargets.leaveProcess().start()) {
            long left = child.result(PATIENCE);
            assertThat(child.join(PATIENCE)).isTrue();
            ProcessHandle process = ProcessHandle.of(left).orElseThrow();
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly();
        }
    }

    private ChildProcess<Void> start() {
        return DeedsTargets.stubbornFamily()
                .process()
                .output(Output.lines(lines::add))
                .start();
    }

    private List<Long> pids() throws InterruptedException {
        String line = String.valueOf(lines.poll(60, TimeUnit.SECONDS));
        return Arrays.stream(line.split(" ", -1)).map(Long::valueOf).toList();
    }

    private static void assertGone(List<Long> pids) throws InterruptedException {
        assertThat(pids).hasSize(4);
        for (long pid : pids) {
            TestJvm.awaitGone(pid, SOON);
        }
    }
}
