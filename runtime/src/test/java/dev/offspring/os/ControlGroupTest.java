package dev.offspring.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits and counters as containers of every kind show them: a file system of its own stands for each. */
final class ControlGroupTest {
    @TempDir
    private Path root;

    @Test
    void version2_isReadUpToTheMount() throws IOException {
        write("proc/self/cgroup", "0::/app/worker\n");
        write("sys/fs/cgroup/app/worker/memory.max", "max\n");
        write("sys/fs/cgroup/app/worker/memory.events", "low 0\noom 3\noom_kill 2\noom_group_kill 0\n");
        write("sys/fs/cgroup/app/memory.max", "268435456\n");
        write("sys/fs/cgroup/app/memory.events", "oom_kill 5\n");
        write("sys/fs/cgroup/app/cpu.max", "150000 100000\n");
        write("sys/fs/cgroup/app/worker/cpu.max", "max 100000\n");
        ControlGroup group = new ControlGroup(root);
        assertThat(group.memoryLimit()).isEqualTo(256L << 20);
        assertThat(group.killedForMemory()).as("its own, not its parent's").isEqualTo(2);
        assertThat(group.processors()).isEqualTo(1.5);
    }

    /** In a container with a control group of its own, the group is the mount. */
    @Test
    void version2InANamespace_isTheMount() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "1000000\n");
        write("sys/fs/cgroup/memory.events", "oom_kill 1\n");
        ControlGroup group = new ControlGroup(root);
        assertThat(group.memoryLimit()).isEqualTo(1_000_000);
        assertThat(group.killedForMemory()).isEqualTo(1);
    }

    /** The path is the host's, of which the container sees only what is mounted. */
    @Test
    void pathOfTheHost_fallsBackToTheMount() throws IOException {
        write("proc/self/cgroup", "0::/../../docker/0123abc\n");
        write("sys/fs/cgroup/memory.max", "77\n");
        assertThat(new ControlGroup(root).memoryLimit()).isEqualTo(77);
    }

    @Test
    void version1_isReadByController() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/0123\n3:cpu,cpuacct:/docker/0123\n1:name=systemd:/x\n0::/y\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/docker/0123/memory.limit_in_bytes", "134217728\n");
        write("sys/fs/cgroup/memory/docker/0123/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n");
        write("sys/fs/cgroup/cpu,cpuacct/docker/0123/cpu.cfs_quota_us", "50000\n");
        write("sys/fs/cgroup/cpu,cpuacct/docker/0123/cpu.cfs_period_us", "100000\n");
        write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
        ControlGroup group = new ControlGroup(root);
        assertThat(group.memoryLimit()).isEqualTo(128L << 20);
        assertThat(group.killedForMemory()).isEqualTo(7);
        assertThat(group.processors()).isEqualTo(0.5);
    }

    @Test
    void nothingThere_isNoLimit() throws IOException {
        ControlGroup nothing = new ControlGroup(root);
        assertThat(nothing.isThere()).isFalse();
        assertThat(nothing.memoryLimit()).isEqualTo(Long.MAX_VALUE);
        assertThat(nothing.killedForMemory()).isEqualTo(ControlGroup.UNKNOWN);
        assertThat(nothing.processors()).isZero();
        write("proc/self/cgroup", "what is this\n::\n0::relative\n");
        write("sys/fs/cgroup/memory.max", "not a number\n");
        write("sys/fs/cgroup/memory.events", "oom_kill many\n");
        write("sys/fs/cgroup/cpu.max", "1 2 3\n");
        ControlGroup odd = new ControlGroup(root);
        assertThat(odd.memoryLimit()).isEqualTo(Long.MAX_VALUE);
        assertThat(odd.killedForMemory()).isEqualTo(ControlGroup.UNKNOWN);
        assertThat(odd.processors()).isZero();
    }

    /** What {@code /proc} shows of a process whose descriptors others may not open: its folder is its own, what is in it not. */
    @Test
    void descriptors_areVisibleOnlyWhereTheirOwnerIsTheProcesss() throws IOException {
        Path self = Files.createDirectory(root.resolve("self"));
        assertThat(SharedFile.areDescriptorsVisible(self)).as("no /proc at all").isFalse();
        Files.createDirectory(self.resolve("fd"));
        assertThat(SharedFile.areDescriptorsVisible(self)).isTrue();
        Path other = Files.createDirectory(root.resolve("other"));
        Files.createSymbolicLink(other.resolve("fd"), Path.of("/proc/1/none"));
        assertThat(SharedFile.areDescriptorsVisible(other)).isFalse();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
