package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BootTest {
    private static final Boot BOOT = new Boot(
            "/proc/1/fd/5",
            "/proc/1/fd/4 77",
            new ProcessInfo(12, "zählen-1:2", false, true, 2),
            new ProcessInfo(11, "greet-1", false, false, 1),
            "10:4711 11:4712",
            true);

    @Test
    void boot_arrivesAsItWasSent() throws IOException {
        assertThat(Boot.receive(new ByteArrayInputStream(sent()))).isEqualTo(BOOT);
    }

    @Test
    void everyTruncation_isAGoneParent() throws IOException {
        byte[] whole = sent();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Boot.receive(new ByteArrayInputStream(part)))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void strangersInput_isRefused() {
        byte[] text = "hello, I am a person at a keyboard".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Boot.receive(new ByteArrayInputStream(text)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("start it through a Task");
    }

    /** An interrupt, or the end of a very short time, may come before the child knows who it is. */
    @Test
    void whatIsToldBefore_comesAfterIt() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChildInput input = new ChildInput(out);
        input.tell(Lifeline.INTERRUPT);
        assertThat(out.size()).isZero();
        input.send(BOOT);
        input.tell(Lifeline.DUMP);
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertThat(Boot.receive(in)).isEqualTo(BOOT);
        assertThat(in.readAllBytes()).containsExactly(Lifeline.INTERRUPT, Lifeline.DUMP);
    }

    private static byte[] sent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BOOT.send(out);
        return out.toByteArray();
    }
}
