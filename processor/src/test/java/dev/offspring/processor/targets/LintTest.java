package dev.offspring.processor.targets;

import dev.offspring.processor.Compiled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated code compiles without a warning. */
final class LintTest {
    @Test
    void everything_isSilentOnTheClassPath() {
        Compiled.with(List.of("-Xlint:all", "-Werror"), Sources.SHOP, Sources.GREETER)
                .isClean();
    }
}
