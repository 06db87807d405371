package dev.offspring.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a dead process of this user left is swept; in what somebody else put there nothing is opened, followed or deleted. */
@Timeout(30)
final class OwnFolderTest {
    /** A pid that no system gives. */
    private static final String DEAD = "offspring-999999999-1-";

    private static final int NOBODY = 65_534;

    @TempDir
    private Path temporary;

    private Path precious;

    @BeforeEach
    void setUp() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("precious"));
        precious = Files.writeString(folder.resolve("owner"), "to be kept");
    }

    @Test
    void folderOfADeadProcess_isSwept() throws Exception {
        Path left = folder("left");
        Files.createFile(left.resolve("owner"));
        Files.writeString(left.resolve("arena.shared"), "bytes");
        OwnFolder.sweep(temporary);
        assertThat(left).doesNotExist();
    }

    /** Labels end in numbers, as what is put behind them does. */
    @Test
    void files_haveNamesOfTheirOwn() throws Exception {
        Set<Path> names = new HashSet<>();
        for (int i = 0; i < 120; i++) {
            names.add(OwnFolder.newFile("a", 1));
            names.add(OwnFolder.newFile("a1", 1));
        }
        assertThat(names).hasSize(240).allMatch(Files::exists);
        for (Path name : names) {
            Files.delete(name);
        }
    }

    /** Its process was killed before it had a lock; but in another container one may live that has none yet. */
    @Test
    void emptyFolderOfADeadProcess_isSweptAfterAWhile() throws Exception {
        Path young = folder("young");
        Path old = folder("old");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(120)));
        OwnFolder.sweep(temporary);
        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void linkOfThatName_isNotFollowed() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve(DEAD + "link"), precious.getParent());
        OwnFolder.sweep(temporary);
        assertThat(link).isSymbolicLink();
        assertThat(precious).hasContent("to be kept");
    }

    @Test
    void lockThatIsALink_isNotOpened() throws Exception {
        Path left = folder("trap");
        Files.createSymbolicLink(left.resolve("owner"), precious);
        OwnFolder.sweep(temporary);
        assertThat(left).exists();
        assertThat(precious).hasContent("to be kept");
    }

    /** To open it for writing would wait for a reader, for ever. */
    @Test
    void lockThatIsAPipe_isNotOpened() throws Exception {
        Path left = folder("pipe");
        Process made = new ProcessBuilder("mkfifo", left.resolve("owner").toString()).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        OwnFolder.sweep(temporary);
        assertThat(left).exists();
    }

    @Test
    void folderThatOthersCanWrite_isLeftAlone() throws Exception {
        Path left = folder("open");
        Files.createFile(left.resolve("owner"));
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwxrwxrwx"));
        OwnFolder.sweep(temporary);
        assertThat(left.resolve("owner")).exists();
    }

    @Test
    void folderOfAnotherUser_isLeftAlone() throws Exception {
        Path left = folder("foreign");
        Files.createFile(left.resolve("owner"));
        if (Files.getAttribute(left, "unix:uid").equals(0)) { // who else could give it away?
            Files.setAttribute(left, "unix:uid", NOBODY);
            OwnFolder.sweep(temporary);
            assertThat(left.resolve("owner")).exists();
        } else {
            assertThat(Ownership.isPrivate(Path.of("/usr"))).isFalse();
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(
                temporary.resolve(DEAD + name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
