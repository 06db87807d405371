package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.OtherJvm;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Texts between processes. */
final class SharedTextTest {
    private static final int KILLS = 6;
    private static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Property: a reader sees whole texts only, while another process writes and is killed at any moment. */
    @Test
    void get_whileWritersAreKilled_isNeverTorn() throws Exception {
        long seed = Long.getLong("offspring.test.seed", System.nanoTime());
        Random random = new Random(seed);
        try (SharedText text = SharedText.create(TextWriter.MOST)) {
            Handle handle = text.cells().handle();
            for (int kill = 0; kill < KILLS; kill++) {
                try (OtherJvm writer = OtherJvm.start(
                        TextWriter.class,
                        Session.current().address().text(),
                        Long.toString(handle.offset()),
                        Integer.toString(handle.generation()),
                        Long.toString(random.nextLong()))) {
                    writer.awaitLine("writing");
                    long end = System.nanoTime() + READ_NANOS + random.nextLong(READ_NANOS);
                    int changes = 0;
                    String last = "";
                    while (System.nanoTime() < end || (changes < 2 && System.nanoTime() < end + MOST_NANOS)) {
                        String now = text.get();
                        assertWhole(now, seed);
                        changes += now.equals(last) ? 0 : 1;
                        last = now;
                    }
                    assertThat(changes).as("texts seen; seed=%d", seed).isGreaterThan(1);
                    writer.kill();
                }
                assertWhole(text.get(), seed);
            }
            text.set("taken over from the last of the killed");
            assertThat(text.get()).isEqualTo("taken over from the last of the killed");
        }
    }

    private static void assertWhole(String text, long seed) {
        boolean whole = text.equals("first") || text.chars().distinct().count() == 1;
        assertThat(whole)
                .as("%d letters, seed=%d: %.80s", text.length(), seed, text)
                .isTrue();
    }

    @Test
    void set_ofATextThatDoesNotFit_changesNothing() {
        try (SharedText text = SharedText.create(5)) {
            assertThat(text.maxBytes()).isEqualTo(5);
            text.set("grö");
            assertThatThrownBy(() -> text.set("größe")).isInstanceOf(IllegalArgumentException.class);
            assertThat(text.get()).isEqualTo("grö");
        }
    }

    @Test
    void operations_afterClose_throw() {
        SharedText text = SharedText.create(5);
        text.close();
        text.close();
        assertThatThrownBy(text::get).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(() -> text.set("a")).isInstanceOf(ClosedHandleException.class);
        assertThat(text.toString()).contains("closed");
    }
}
