package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputPumpTest {
    @Test
    void output_arrivesWholeAndInWholeLines() {
        List<String> writes = new ArrayList<>();
        OutputPump pump = new OutputPump(
                in("one\ntwo\nunfinished"),
                (bytes, length) -> writes.add(new String(bytes, 0, length, StandardCharsets.UTF_8)));
        pump.run();
        assertThat(writes).containsExactly("one\ntwo\n", "unfinished");
        assertThat(pump.tail()).containsExactly("one", "two", "unfinished");
    }

    @Test
    void tail_keepsTheEnd() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("line ").append(i).append('\n');
        }
        OutputPump pump = new OutputPump(in(text.toString()), OutputPump.to(new ByteArrayOutputStream()));
        pump.run();
        assertThat(pump.tail()).endsWith("line 9998", "line 9999");
        assertThat(String.join("", pump.tail()).length()).isBetween(7 * 1024, 8 * 1024);
    }

    @Test
    void brokenSink_doesNotStopTheReading() {
        OutputPump pump = new OutputPump(in("one\n" + "x".repeat(100_000) + "\nlast\n"), (bytes, length) -> {
            throw new IOException("broken pipe");
        });
        pump.run();
        assertThat(pump.tail()).endsWith("last");
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
