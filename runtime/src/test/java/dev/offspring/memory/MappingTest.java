package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappingTest {
    private static final int TIMES = 1_000;
    private static final int OTHERS = 8;

    @TempDir
    private Path folder;

    /** Property: the file is found among this process's descriptors, whichever others are closed while they are looked at. */
    @Test
    void fileThatIsOpen_isFoundWhileOthersAreClosed() throws Exception {
        Path path = Files.createFile(folder.resolve("session"));
        Path other = Files.createFile(folder.resolve("other"));
        AtomicBoolean over = new AtomicBoolean();
        List<FileInputStream> before = open(other);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
                ExecutorService others = Executors.newSingleThreadExecutor()) {
            close(before); // whose numbers the others have, which are looked at before the file's
            Future<Void> opened = others.submit(() -> openAndClose(other, over));
            try {
                String own = "/proc/" + ProcessHandle.current().pid() + "/fd/";
                for (int i = 0; i < TIMES && !opened.isDone(); i++) {
                    SessionAddress here = Mapping.here(new SessionAddress(path.toString(), 4711));
                    assertThat(here.path()).as("the " + i + "th time").startsWith(own);
                    assertThat(Files.isSameFile(Path.of(here.path()), path)).isTrue();
                }
            } finally {
                over.set(true);
            }
            assertThat(opened.get()).isNull();
            assertThat(file.length()).isZero();
        }
    }

    private static Void openAndClose(Path path, AtomicBoolean over) throws IOException {
        while (!over.get()) {
            close(open(path));
        }
        return null;
    }

    private static List<FileInputStream> open(Path path) throws IOException {
        List<FileInputStream> files = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            files.add(new FileInputStream(path.toFile()));
        }
        return files;
    }

    private static void close(List<FileInputStream> files) throws IOException {
        for (FileInputStream file : files) {
            file.close();
        }
    }
}
