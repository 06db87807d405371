package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.process.StartPolicy;
import dev.offspring.tests.TestJvm;
import org.junit.jupiter.api.Test;

/** What the JVM of a child is tuned for. */
final class StartPolicyTest {
    private static String wordsOf(StartPolicy policy, String... jvmArgs) throws Exception {
        try (var child = WarmStartsTargets.words()
                .process()
                .startPolicy(policy)
                .jvmArgs(jvmArgs)
                .start()) {
            return child.result();
        }
    }

    @Test
    void policies_areOptionsOfTheChildsJvm() throws Exception {
        assertThat(wordsOf(StartPolicy.FAST))
                .contains("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+UseSerialGC");
        assertThat(wordsOf(StartPolicy.BALANCED))
                .contains(
                        "-XX:+UseSerialGC",
                        "-XX:AsyncDeflationInterval=",
                        "-XX:ArchiveRelocationMode=0",
                        "-XX:-AOTReplayTraining")
                .doesNotContain("TieredStopAtLevel");
        assertThat(wordsOf(StartPolicy.JVM))
                .doesNotContain("-XX:+UseSerialGC", "TieredStopAtLevel", "Deflation", "Relocation", "Replay");
    }

    @Test
    void optionsThatWereAskedFor_winOverThoseOfAPolicy() throws Exception {
        String words = wordsOf(StartPolicy.FAST, "-XX:TieredStopAtLevel=4", "-XX:+UseParallelGC");
        assertThat(words).doesNotContain("-XX:+UseSerialGC");
        assertThat(words.indexOf("-XX:TieredStopAtLevel=4")).isGreaterThan(words.indexOf("-XX:TieredStopAtLevel=1"));
    }

    @Test
    void policyOfTheProgram_isThatOfItsChildren() throws Exception {
        try (TestJvm program = TestJvm.start(WarmStarts.class, "-Doffspring.start=fast", "--", "words")) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            assertThat(program.output()).contains("-XX:TieredStopAtLevel=1");
        }
    }

    @Test
    void policyThatIsNone_isRefused() throws Exception {
        try (TestJvm program = TestJvm.start(WarmStarts.class, "-Doffspring.start=quick", "--", "words")) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.output())
                    .contains(
                            "IllegalArgumentException: -Doffspring.start=quick is no start policy: say fast, balanced or jvm");
        }
    }
}
