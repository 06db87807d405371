package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.os.StartTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LineageTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final String SELF = PID + ":" + StartTime.of(PID);

    @Test
    void lineage_growsByThisProcess() {
        Lineage ofChildren = new Lineage("").withThisProcess();
        assertThat(ofChildren.text()).isEqualTo(SELF);
        assertThat(ofChildren.withThisProcess().text()).isEqualTo(SELF + " " + SELF);
    }

    @Test
    void processOfAnotherStart_isNotAnAncestor() {
        assertThat(new Lineage(SELF + " 1:1").isCompleteAboveParent()).isTrue();
        assertThat(new Lineage(PID + ":1 " + SELF).isCompleteAboveParent()).isFalse();
        assertThat(new Lineage("1:1").isCompleteAboveParent()).isTrue();
    }

    /** The parent alone is there, and everything below the one that is gone ends; a pid of another start is left alone. */
    @Test
    void livingBelowTheGone_areKilled() throws Exception {
        Process stays = new ProcessBuilder("sleep", "300").start();
        Process below = new ProcessBuilder("sleep", "300").start();
        try {
            String gone = stays.pid() + ":1";
            String named = below.pid() + ":" + StartTime.of(below.pid());
            new Lineage(named + " " + gone).endBelowTheGone(0);
            new Lineage(gone + " " + below.pid() + ":1").endBelowTheGone(0);
            assertThat(below.isAlive()).isTrue();
            new Lineage(gone + " " + named).endBelowTheGone(0);
            assertThat(below.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stays.isAlive()).isTrue();
        } finally {
            stays.destroyForcibly();
            below.destroyForcibly();
        }
    }
}
