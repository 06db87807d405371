package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At its limits the arena says so, and goes on when there is room again; in a nameless file and in a named one. */
final class FullArenaTest {
    private static final long SECONDS = 30;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void arena_filledToItsLastByte_saysSoAndGoesOn(boolean named) throws Exception {
        assertThat(run("to-the-last-byte", "1m", named)).containsSubsequence("left 0", "full", "works on");
    }

    /** Property: what is closed makes room for smaller blocks, too. */
    @Test
    void closedBlocks_ofOtherSizes_makeRoom() throws Exception {
        assertThat(run("closed-blocks-of-other-sizes", "1g", false)).contains("all found room");
    }

    private List<String> run(String what, String arena, boolean named) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Doffspring.arena=" + arena,
                "-Doffspring.file=" + named,
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path")));
        // Under Surefire on the module path the rest of the classes is there.
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath != null) {
            command.set(command.size() - 1, command.getLast() + File.pathSeparator + modulePath);
        }
        command.add(FullArena.class.getName());
        command.add(what);
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output);
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }
}
