package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offspring.error.SessionException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SessionNoticeTest {
    private static final SessionAddress ADDRESS = new SessionAddress("/proc/4711/fd/7", 0xfedc_ba98_7654_3210L);

    private static SessionNotice posted() {
        @Nullable SessionNotice notice = SessionNotice.create();
        assumeThat(notice).as("files without a name").isNotNull();
        return Objects.requireNonNull(notice);
    }

    @Test
    void whoAsksLater_isTold() {
        SessionNotice root = posted();
        root.tell(ADDRESS);
        assertThat(SessionNotice.at(root.path()).ask()).isEqualTo(ADDRESS);
    }

    @Test
    void whoAsksEarlier_isWanting_andThenTold() throws Exception {
        SessionNotice root = posted();
        assertThat(root.isWanted()).isFalse();
        CompletableFuture<SessionAddress> answer = CompletableFuture.supplyAsync(
                () -> SessionNotice.at(root.path()).ask());
        long begin = System.nanoTime();
        while (!root.isWanted()) {
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(answer).isNotDone();
        root.tell(ADDRESS);
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(ADDRESS);
    }

    @Test
    void whatCouldNotBeMade_isSaidToWhoAsks_andMayComeLater() {
        SessionNotice root = posted();
        root.refuse("the disk is full ".repeat(1_000));
        assertThatThrownBy(() -> SessionNotice.at(root.path()).ask())
                .isInstanceOf(SessionException.class)
                .hasMessageStartingWith("the root process could not make the session: the disk is full");
        root.tell(ADDRESS);
        assertThat(SessionNotice.at(root.path()).ask()).isEqualTo(ADDRESS);
    }

    @Test
    void rootThatIsGone_isSaid() {
        assertThatThrownBy(() -> SessionNotice.at("/proc/self/fd/99999").ask())
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("its root process is gone");
    }
}
