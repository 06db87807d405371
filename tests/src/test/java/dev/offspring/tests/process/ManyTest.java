package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.Output;
import dev.offspring.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many processes: 100 at once, and one after the other, 1,000 with -Pstress. */
final class ManyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TIMES = Boolean.getBoolean("offspring.stress") ? 1_000 : 40;
    private static final int AT_ONCE = 100;
    private static final long LITTLE_BYTES = 4 << 20;

    /** Property: they leave no descriptor, thread, zombie or memory in their parent, whether they return, fail or are killed. */
    @Test
    void manyProcesses_leaveNothingInTheirParent() throws Exception {
        startAndJoin(6);
        long threads = threads();
        long descriptors = descriptors();
        long heap = heap();
        startAndJoin(TIMES);
        assertThat(ProcessHandle.current().children().count()).isZero();
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 2);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads));
        assertThat(heap()).isLessThan(heap + LITTLE_BYTES);
    }

    @Test
    void hundredChildren_runAtOnce() throws Exception {
        List<ChildProcess<String>> children = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                children.add(DeedsTargets.leaveThread(300_000)
                        .process()
                        .heap("16m")
                        .jvmArgs("-XX:TieredStopAtLevel=1")
                        .start());
            }
            for (ChildProcess<String> child : children) {
                assertThat(child.result(PATIENCE)).isEqualTo("left");
            }
            assertThat(Processes.activeChildren()).hasSize(AT_ONCE).containsAll(children);
        } finally {
            children.forEach(ChildProcess::kill);
        }
        for (ChildProcess<String> child : children) {
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCode()).hasValue(-9);
        }
        assertThat(Processes.activeChildren()).isEmpty();
    }

    /** A child holds nothing of its siblings: the last of some has as many descriptors as the first. */
    @Test
    void childAmongMany_hasNoDescriptorsOfTheOthers() throws Exception {
        List<ChildProcess<Long>> children = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                children.add(DeedsTargets.countDescriptors().start());
            }
            long first = children.getFirst().result(PATIENCE);
            for (ChildProcess<Long> child : children) {
                assertThat(child.result(PATIENCE)).isEqualTo(first);
            }
        } finally {
            children.forEach(ChildProcess::close);
        }
    }

    private static void startAndJoin(int times) throws InterruptedException {
        AtomicInteger lines = new AtomicInteger();
        for (int i = 0; i < times; i++) {
            try (ChildProcess<Void> child = DeedsTargets.speak(i % 3 == 0 ? 0 : 3)
                    .timeout(Duration.ofHours(1))
                    .process()
                    .output(i % 2 == 0 ? Output.lines(line -> lines.incrementAndGet()) : Output.DISCARD)
                    .start()) {
                if (i % 5 == 0) {
                    child.terminate();
                }
                assertThat(child.join(PATIENCE)).isTrue();
            }
        }
    }

    /** The JDK's own for the statuses of processes are few, and go when they have been idle for a minute. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("process reaper"))
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .count();
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
