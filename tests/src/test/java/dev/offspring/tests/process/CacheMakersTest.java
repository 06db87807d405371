package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Property: of programs that need the same cache at once, one makes it; the others use it, and who comes later makes none. */
final class CacheMakersTest {
    private static final String LAST = "last";

    /** What a program has loaded that is about to make a cache. */
    private static final String MAKER = " dev.offspring.process.Training source: ";

    @TempDir
    private Path temp;

    private Path folder;
    private WatchService watch;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(
                temp.resolve("shared"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
    }

    @Test
    void programsAtOnce_makeOneBetweenThem_andWhoComesLaterMakesNone() throws Exception {
        try (FileChannel lock = FileChannel.open(
                        folder.resolve("offspring.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock busy = lock.lock(); // nobody makes it before both have missed it
                TestJvm one = TestJvm.start(Cached.class, place(folder), "--", "make");
                TestJvm other = TestJvm.start(Cached.class, place(folder), "--", "make")) {
            one.await("(none) yet");
            other.await("(none) yet");
            busy.release();
            for (TestJvm program : List.of(one, other)) {
                assertThat(program.awaitExit()).as(program.output()).isZero();
                assertThat(program.output()).matches("none yet\ncached=true starts=\\d+\\.\n");
            }
        }
        List<String> created = created();
        assertThat(created).filteredOn(name -> name.endsWith(".record.making")).hasSize(1);
        assertThat(created).filteredOn(name -> name.endsWith(".aot")).hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.making");

        Path cache = folder.resolve(created.stream()
                .filter(name -> name.endsWith(".aot"))
                .findFirst()
                .orElseThrow());
        Map<String, Object> before = marks(cache);
        assertThat(later(folder)).containsExactly("cached=true starts=1.");
        assertThat(marks(cache)).isEqualTo(before);
        assertThat(created()).containsExactly(LAST);
        assertThat(later(temp.resolve("empty"))).containsExactly(MAKER, "cached=false starts=1.");
    }

    /** The names of files that were made in the folder, or moved to their names, since it was asked last. */
    private List<String> created() throws Exception {
        Files.delete(Files.createFile(folder.resolve(LAST)));
        List<String> names = new ArrayList<>();
        while (!names.contains(LAST)) {
            WatchKey key = watch.poll(10, TimeUnit.SECONDS);
            assertThat(key).as("more than " + names).isNotNull();
            key.pollEvents().forEach(event -> names.add(String.valueOf(event.context())));
            assertThat(key.reset()).isTrue();
        }
        return names;
    }

    private static Map<String, Object> marks(Path file) throws Exception {
        return Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
    }

    private static String place(Path folder) {
        return "-Doffspring.cache=" + folder;
    }

    /** What a program prints, and whether it is a maker. */
    private static List<String> later(Path folder) throws Exception {
        try (TestJvm program = TestJvm.start(Cached.class, place(folder), "-Xlog:class+load", "--", "once")) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            return program.output()
                    .lines()
                    .filter(line -> !line.contains("[class,load]") || line.contains(MAKER))
                    .map(line -> line.contains(MAKER) ? MAKER : line)
                    .toList();
        }
    }
}
