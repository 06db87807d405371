package dev.offspring.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generated texts as they should be, in {@code src/test/resources/golden}; {@code -Dgolden.update=true} rewrites them. */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** The text is that of the file, to the byte. */
    public static void matches(String file, String text) throws IOException {
        Path golden = FOLDER.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(golden)
                .as("missing; run with -Dgolden.update=true and look at it")
                .exists();
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
