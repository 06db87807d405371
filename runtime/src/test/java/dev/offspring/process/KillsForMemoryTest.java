package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.os.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many deaths are the kernel's doing as its counter says; and how much of a container's memory a child's heap may have. */
final class KillsForMemoryTest {
    @TempDir
    private Path root;

    @Test
    void eachKill_explainsOneDeath() throws IOException {
        kills(3);
        KillsForMemory kills = new KillsForMemory(new ControlGroup(root));
        long before = kills.count();
        assertThat(kills.isOneMoreThan(before))
                .as("those before are not our children's")
                .isFalse();
        kills(5);
        assertThat(kills.isOneMoreThan(before)).isTrue();
        assertThat(kills.isOneMoreThan(before)).isTrue();
        assertThat(kills.isOneMoreThan(before)).isFalse();
    }

    /** Other programs of the group may have been killed all day. */
    @Test
    void killBeforeAChildBegan_doesNotExplainItsDeath() throws IOException {
        kills(0);
        KillsForMemory kills = new KillsForMemory(new ControlGroup(root));
        long first = kills.count();
        kills(7);
        long second = kills.count();
        assertThat(kills.isOneMoreThan(second)).isFalse();
        kills(8);
        assertThat(kills.isOneMoreThan(first)).isTrue();
        assertThat(kills.isOneMoreThan(second)).isFalse();
    }

    @Test
    void withoutACounter_noneIsExplained() throws IOException {
        KillsForMemory kills = new KillsForMemory(new ControlGroup(root));
        long before = kills.count();
        kills(1);
        assertThat(kills.isOneMoreThan(before)).isFalse();
    }

    @Test
    void heap_isAShareOfTheContainersMemory() {
        assertThat(HeapShare.text(Long.MAX_VALUE, 1 << 30, 2)).as("no limit").isNull();
        assertThat(HeapShare.text(2L << 30, 512L << 20, 2)).as("a quarter").isEqualTo("512m");
        assertThat(HeapShare.text(4L << 30, 1L << 30, 8))
                .as("as many as processors")
                .isEqualTo("268m");
        assertThat(HeapShare.text(128L << 20, 128L << 20, 4)).as("the least").isEqualTo("64m");
    }

    private void kills(int number) throws IOException {
        Path group = Files.createDirectories(root.resolve("sys/fs/cgroup"));
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/\n");
        Files.writeString(group.resolve("memory.events"), "oom 1\noom_kill " + number + "\n");
    }
}
