package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.SessionException;
import dev.offspring.os.SharedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionNoticeTest {
    private static final SessionAddress ADDRESS = new SessionAddress("/proc/4711/fd/7", 0xfedc_ba98_7654_3210L);
    private static final long NONCE = 4711;

    @TempDir
    private Path folder;

    private static SessionNotice posted() {
        return Objects.requireNonNull(SessionNotice.in(SharedFile.create("notice", 1), NONCE));
    }

    @Test
    void whoAsksLater_isTold() {
        SessionNotice root = posted();
        root.tell(ADDRESS);
        assertThat(SessionNotice.at(root.address()).ask()).isEqualTo(ADDRESS);
    }

    @Test
    void whoAsksEarlier_isWanting_andThenTold() throws Exception {
        SessionNotice root = posted();
        assertThat(root.isWanted()).isFalse();
        CompletableFuture<SessionAddress> answer = CompletableFuture.supplyAsync(
                () -> SessionNotice.at(root.address()).ask());
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
        assertThatThrownBy(() -> SessionNotice.at(root.address()).ask())
                .isInstanceOf(SessionException.class)
                .hasMessageStartingWith("the root process could not make the session: the disk is full");
        root.tell(ADDRESS);
        assertThat(SessionNotice.at(root.address()).ask()).isEqualTo(ADDRESS);
    }

    @Test
    void fileOfAnother_isNotWritten() throws Exception {
        Path foreign = Files.write(folder.resolve("foreign"), new byte[4096]);
        assertThatThrownBy(() -> SessionNotice.at(new SessionAddress(foreign.toString(), NONCE))
                        .ask())
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("another has its number");
        assertThat(Files.readAllBytes(foreign)).containsOnly(0);
    }

    @Test
    void rootThatIsGone_isSaid() {
        assertThatThrownBy(() -> SessionNotice.at(new SessionAddress("/proc/self/fd/99999", NONCE))
                        .ask())
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("its root process is gone");
    }
}
