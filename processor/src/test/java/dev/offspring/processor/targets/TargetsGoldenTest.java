package dev.offspring.processor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.offspring.processor.Compiled;
import dev.offspring.processor.Golden;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of generated code. */
final class TargetsGoldenTest {
    private static final Compiled SHOP = Compiled.of(Sources.SHOP);

    @ParameterizedTest
    @ValueSource(strings = {"GreeterTargets", "GreeterGreetMain"})
    void greeter_isGeneratedAsItWas(String name) throws IOException {
        Golden.matches("targets/" + name + ".java", Compiled.of(Sources.GREETER).generated("demo." + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ShopTargets",
                "ShopCountMain",
                "ShopDrawMain",
                "ShopByHandMain",
                "ShopRegistry",
                "ShopOrderSerializer",
                "ShopNodeSerializer",
                "ShopPairSerializer",
                "ShopWorkerSerializer",
                "ShopBeanSerializer",
                "ShopWorkerTargets",
                "ShopWorkerRunMain",
            })
    void shop_isGeneratedAsItWas(String name) throws IOException {
        Golden.matches("targets/" + name + ".java", SHOP.generated("demo." + name));
    }

    @Test
    void compiledTwice_givesTheSameBytes() throws IOException {
        assertThat(texts(Compiled.of(Sources.SHOP).compilation())).isEqualTo(texts(SHOP.compilation()));
    }

    @Test
    void generatedMethods_haveTenLinesAtMost() throws IOException {
        for (String text : texts(SHOP.compilation())) {
            assertThat(longestBody(text)).as(text).isLessThanOrEqualTo(10);
        }
    }

    private static int longestBody(String text) {
        int longest = 0;
        int lines = 0;
        for (String line : text.lines().toList()) {
            lines = line.startsWith("     ") ? lines + 1 : 0;
            longest = Math.max(longest, line.startsWith("     *") ? 0 : lines);
        }
        return longest;
    }

    private static List<String> texts(Compilation compilation) throws IOException {
        return compilation.generatedSourceFiles().stream()
                .map(TargetsGoldenTest::text)
                .sorted()
                .collect(Collectors.toList());
    }

    private static String text(JavaFileObject file) {
        try {
            return file.getName() + "\n" + file.getCharContent(false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
