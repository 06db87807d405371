package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    @Test
    void words_becomeTheirTypes() {
        CommandLine line = new CommandLine("7", "true", "x", "2.5", "SECONDS", "a/b", "PT3S", "99999999999999999999");
        assertThat(line.next("i", int.class)).isEqualTo(7);
        assertThat(line.next("z", boolean.class)).isEqualTo(true);
        assertThat(line.next("c", char.class)).isEqualTo('x');
        assertThat(line.next("d", Double.class)).isEqualTo(2.5);
        assertThat(line.next("u", TimeUnit.class)).isEqualTo(TimeUnit.SECONDS);
        assertThat(line.next("p", Path.class)).isEqualTo(Path.of("a/b"));
        assertThat(line.next("t", Duration.class)).isEqualTo(Duration.ofSeconds(3));
        assertThat(line.next("b", BigInteger.class)).isEqualTo(new BigInteger("99999999999999999999"));
        line.end();
    }

    @Test
    void rest_isAnArrayOfThem() {
        assertThat((int[]) new CommandLine("1", "2").rest("more", int[].class)).containsExactly(1, 2);
        assertThat((String[]) new CommandLine().rest("more", String[].class)).isEmpty();
    }

    @Test
    void wrongWords_areNamed() {
        assertThatThrownBy(() -> new CommandLine("seven").next("count", int.class))
                .hasMessage("<count> 'seven' is no int");
        assertThatThrownBy(() -> new CommandLine("DAY").next("unit", TimeUnit.class))
                .hasMessageStartingWith("<unit> 'DAY' is no TimeUnit: it has NANOSECONDS, ");
        assertThatThrownBy(() -> new CommandLine("yes").next("on", boolean.class))
                .hasMessage("<on> 'yes' is no boolean: true or false");
    }

    @Test
    void numberOfWords_isChecked() {
        assertThatThrownBy(() -> new CommandLine().next("name", String.class)).hasMessage("<name> is missing");
        assertThatThrownBy(() -> new CommandLine("a").end()).hasMessage("'a' is one argument too many");
    }
}
