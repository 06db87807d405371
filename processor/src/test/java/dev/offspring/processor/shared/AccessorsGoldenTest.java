package dev.offspring.processor.shared;

import dev.offspring.processor.Compiled;
import dev.offspring.processor.Golden;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The generated text, to the byte. */
class AccessorsGoldenTest {
    @Test
    void structWithEverything_isAsInTheGoldenFile() throws IOException {
        Compiled compiled = Compiled.of(Templates.STATS, Templates.POINT);

        Golden.matches("shared/StatsShared.java", compiled.generated("demo.StatsShared"));
        Golden.matches("shared/PointShared.java", compiled.generated("demo.PointShared"));
    }

    @Test
    void privateFields_areReadThroughHandles() throws IOException {
        Golden.matches("shared/SecretShared.java", Compiled.of(Templates.SECRET).generated("demo.SecretShared"));
    }

    @Test
    void globalsThatAreHandles_areMadeOnce() throws IOException {
        Golden.matches("shared/DoorShared.java", Compiled.of(Templates.DOOR).generated("demo.DoorShared"));
    }

    @Test
    void globalsOfANestedClass_joinItsName() throws IOException {
        Golden.matches(
                "shared/OuterInnerShared.java", Compiled.of(Templates.OUTER).generated("demo.OuterInnerShared"));
    }
}
