package dev.offspring.samples.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Ranking RANKING = Ranking.of(tally(), 3);

    @Test
    void ranking_hasTheCommonestFirst() {
        assertThat(RANKING.entries()).extracting(Ranking.Entry::name).containsExactly("aload_0", "return", "nop");
        assertThat(RANKING.entries()).extracting(Ranking.Entry::count).containsExactly(60L, 30L, 10L);
        assertThat(RANKING.entries().getFirst().part()).isEqualTo(0.6);
    }

    @Test
    void bars_areAsLongAsTheirShareOfTheHighest() {
        List<String> lines =
                new BarChart(StandardCharsets.UTF_8).draw(RANKING).lines().toList();

        assertThat(lines)
                .extracting(line -> line.chars().filter(c -> c == '█').count())
                .containsExactly(40L, 20L, 7L);
        assertThat(lines.getFirst()).startsWith("aload_0").contains("60").contains("60.0 %");
    }

    @Test
    void bars_areMadeOfHashesWhereTheTerminalKnowsNoBlocks() {
        assertThat(new BarChart(StandardCharsets.US_ASCII).draw(RANKING))
                .contains("#".repeat(40))
                .doesNotContain("█");
    }

    @Test
    void picture_isAWellFormedDocumentWithABarForEachEntry() throws Exception {
        String svg = new SvgChart("Java <25> & more", "sub").draw(RANKING);

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3);
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("Java <25> & more");
    }

    private static Tally tally() {
        long[] opcodes = new long[Tally.OPCODES];
        opcodes[0x00] = 10;
        opcodes[0x2A] = 60;
        opcodes[0xB1] = 30;
        return new Tally(1, 1, opcodes);
    }
}
