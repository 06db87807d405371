package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputPumpTest {
    private final List<String> taken = new ArrayList<>();

    @Test
    void output_arrivesWholeAndInWholeLines() {
        OutputPump pump = pump("one\ntwo\nunfinished");
        pump.run();
        assertThat(taken).containsExactly("one\ntwo\n", "unfinished", "the end");
        assertThat(pump.tail()).containsExactly("one", "two", "unfinished");
    }

    @Test
    void tail_keepsTheEnd() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("line ").append(i).append('\n');
        }
        OutputPump pump = pump(text.toString());
        pump.run();
        assertThat(pump.tail()).endsWith("line 9998", "line 9999");
        assertThat(String.join("", pump.tail()).length()).isBetween(7 * 1024, 8 * 1024);
    }

    @Test
    void longLine_comesInPiecesOfWholeCharacters() {
        String text = "straße ".repeat(30_000);
        pump(text + "\nlast\n").run();
        assertThat(taken).hasSizeBetween(4, 8).endsWith("the end");
        assertThat(String.join("", taken.subList(0, taken.size() - 1))).isEqualTo(text + "\nlast\n");
    }

    @Test
    void outputOfNobodyYet_waitsForItsTaker() throws InterruptedException {
        OutputPump pump = new OutputPump(stream("early\n"), StandardCharsets.UTF_8);
        Thread reader = Thread.ofPlatform().start(pump);
        pump.awaitEnd(50);
        assertThat(taken).isEmpty();
        pump.passTo(taker());
        pump.awaitEnd(10_000);
        assertThat(taken).containsExactly("early\n", "the end");
        reader.join(10_000);
        assertThat(reader.isAlive()).isFalse();
    }

    private OutputPump pump(String text) {
        OutputPump pump = new OutputPump(stream(text), StandardCharsets.UTF_8);
        pump.passTo(taker());
        return pump;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private OutputPump.Taker taker() {
        return new OutputPump.Taker() {
            @Override
            public void take(byte[] lines) {
                taken.add(new String(lines, StandardCharsets.UTF_8));
            }

            @Override
            public void end() {
                taken.add("the end");
            }
        };
    }
}
