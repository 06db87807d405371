package dev.offspring.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NamelessFileTest {
    @BeforeEach
    void onLinux() {
        assumeThat(new File("/proc/self/fd")).isDirectory();
        assumeThat(new File(System.getProperty("java.io.tmpdir")).getUsableSpace())
                .isGreaterThan(1L << 30);
    }

    @Test
    void whatIsWritten_isReadByItsPath_andNoFolderHasIt() throws Exception {
        try (NamelessFile file = made("greet-1/2")) {
            Path path = Path.of("/proc/self/fd/" + file.descriptor());
            try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
                bytes.writeInt(7);
            }
            assertThat(Files.readAllBytes(path)).containsExactly(0, 0, 0, 7);
            assertThat(Files.readSymbolicLink(path).toString())
                    .contains("/offspring-greet-1_2-")
                    .endsWith(" (deleted)");
            assertThat(named("offspring-greet-1_2-")).isEmpty();
        }
    }

    @Test
    void onlyItsUser_mayOpenIt() throws Exception {
        try (NamelessFile file = made("mine")) {
            Path path = Path.of("/proc/self/fd/" + file.descriptor());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
    }

    /** Others know it by its number alone. */
    @Test
    void forgotten_isKept() throws Exception {
        Path path = Path.of("/proc/self/fd/" + made("forgotten").descriptor());
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10); // the collector's own thread closes what it has found
        }
        assertThat(Files.readSymbolicLink(path).toString()).contains("/offspring-forgotten-");
    }

    @Test
    void closed_leavesNoDescriptor() throws Exception {
        NamelessFile file = made("closed");
        Path path = Path.of("/proc/self/fd/" + file.descriptor());
        file.close();
        assertThat(path)
                .satisfiesAnyOf(
                        gone -> assertThat(gone).doesNotExist(),
                        again -> assertThat(Files.readSymbolicLink(again).toString())
                                .doesNotContain("offspring-closed-"));
    }

    /** In a locale without such characters no file could be called so. */
    @Test
    void labelWithAnyCharacters_isNoMatter() throws Exception {
        try (NamelessFile file = made("gr\u00f6\u00dfe \ud83d\ude00/..\0")) {
            assertThat(Files.readSymbolicLink(Path.of("/proc/self/fd/" + file.descriptor()))
                            .toString())
                    .contains("/offspring-gr__e____.._-");
        }
    }

    private static NamelessFile made(String label) {
        return Objects.requireNonNull(NamelessFile.create(label), "there is no room for it");
    }

    private static List<String> named(String prefix) throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : List.of("/dev/shm", System.getProperty("java.io.tmpdir"))) {
            if (new File(folder).isDirectory()) {
                try (Stream<Path> files = Files.list(Path.of(folder))) {
                    files.map(Path::getFileName)
                            .map(Path::toString)
                            .filter(name -> name.startsWith(prefix))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
