package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Property: what a waiting JVM may have opened is the same as long as it is the same file, whatever its name, size and time say. */
final class OpenedFilesTest {
    @TempDir
    private Path temp;

    private Path jar;
    private Path folder;
    private Path absent;

    private interface Change {
        void make() throws IOException;
    }

    @BeforeEach
    void make() throws IOException {
        jar = Files.writeString(temp.resolve("a.jar"), "old");
        folder = Files.createDirectory(temp.resolve("classes"));
        absent = temp.resolve("absent.jar");
    }

    @Test
    void whatIsReadOnly_isUnchanged() throws IOException {
        OpenedFiles opened = opened();
        assertThat(opened.areUnchanged()).isTrue();
        assertThat(Files.readString(jar)).isEqualTo("old");
        assertThat(opened.areUnchanged()).isTrue();
    }

    /** The JVM reads that when it is wanted. */
    @Test
    void whatIsInAFolder_mayChange() throws IOException {
        OpenedFiles opened = opened();
        Path inner = Files.writeString(folder.resolve("A.class"), "new");
        assertThat(opened.areUnchanged()).isTrue();
        Files.delete(inner);
        assertThat(opened.areUnchanged()).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> change() {
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("written again, with the same size and time", () -> {
            FileTime time = Files.getLastModifiedTime(jar);
            awaitTick();
            Files.writeString(jar, "new");
            Files.setLastModifiedTime(jar, time);
        });
        changes.put("replaced by one of the same size and time", () -> {
            Path other = Files.writeString(temp.resolve("b.jar"), "new");
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(jar));
            Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
        });
        changes.put("deleted", () -> Files.delete(jar));
        changes.put("a folder now", () -> {
            Files.delete(jar);
            Files.createDirectory(jar);
        });
        changes.put("no folder any more", () -> {
            Files.delete(folder);
            Files.writeString(folder, "a jar");
        });
        changes.put("another folder", () -> {
            Path other = Files.createDirectory(temp.resolve("other"));
            Files.delete(folder);
            Files.move(other, folder);
        });
        changes.put("come into being", () -> Files.writeString(absent, "new"));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    OpenedFiles opened = opened();
                    change.getValue().make();
                    assertThat(opened.areUnchanged()).isFalse();
                    restore();
                }));
    }

    private OpenedFiles opened() {
        return OpenedFiles.of(List.of(jar.toString(), folder.toString(), absent.toString()));
    }

    /** The kernel's clock for files may stand still for some milliseconds. */
    private void awaitTick() throws IOException {
        Path probe = Files.createTempFile(temp, "tick", "");
        FileTime first = Files.getLastModifiedTime(probe);
        while (Files.getLastModifiedTime(probe).equals(first)) {
            Files.writeString(probe, "tick");
        }
    }

    private void restore() throws IOException {
        for (Path path : List.of(jar, folder, absent)) {
            Files.deleteIfExists(path);
        }
        make();
    }
}
