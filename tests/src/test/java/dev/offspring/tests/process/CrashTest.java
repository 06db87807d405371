package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segmentation fault in a child that maps the arena, with core dumps enabled. */
final class CrashTest {
    private static final long MIB_IN_BLOCKS = (1 << 20) / 512;

    @TempDir
    private Path temp;

    /** Property: a dump, which reads all of a mapping, does not fill the sparse one; and the parent says what happened. */
    @Test
    void crashedChild_isReportedAndFillsNoSharedMemory() throws Exception {
        List<String> dumping = List.of("sh", "-c", "ulimit -c unlimited; exec \"$@\"", "sh");
        try (TestJvm jvm = TestJvm.start(dumping, CrashProgram.class, "--", temp.toString())) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.await("died: (.*)")).isEqualTo("crashed: SIGSEGV");
            assertThat(jvm.await("report: (.*)")).isEqualTo("true");
            assertThat(jvm.await("the parent goes on: (.*)")).isEqualTo("42");
            long before = Long.parseLong(jvm.await("blocks before: (\\d+)"));
            long after = Long.parseLong(jvm.await("blocks after: (\\d+)"));
            assertThat(after - before).as(jvm.output()).isLessThan(MIB_IN_BLOCKS);
        }
    }
}
