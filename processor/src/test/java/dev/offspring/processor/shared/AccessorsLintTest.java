package dev.offspring.processor.shared;

import dev.offspring.processor.Compiled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Generated accessors compile without a warning, wherever the user's class is. */
class AccessorsLintTest {
    private static final List<String> STRICT = List.of("-Xlint:all", "-Werror");

    @Test
    void onTheClassPath_nothingIsWarnedOf() {
        Compiled.with(STRICT, Templates.STATS, Templates.POINT, Templates.SECRET, Templates.OUTER, Templates.CELLS)
                .isClean();
    }

    @Test
    void withRelease_nothingIsWarnedOf() {
        Compiled.with(
                        Stream.concat(STRICT.stream(), Stream.of("--release", "25"))
                                .toList(),
                        Templates.CELLS)
                .isClean();
    }
}
