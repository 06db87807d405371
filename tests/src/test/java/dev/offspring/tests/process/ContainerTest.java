package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs where little is allowed. Where this machine lets the tests make namespaces and control groups, they run in such;
 * where it does not, the same must come out without.
 */
final class ContainerTest {
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
    private static final String WORKS = "(?s).*processors \\d+\nheap \\d+\nvalue 1000\ncause signal 9 \\(SIGKILL\\)\n";

    @TempDir
    private Path temp;

    /** Process 1 of its own namespace, with a root that is read-only but for a temporary folder, and next to no /dev/shm. */
    @Test
    void processOneWithAReadOnlyRoot_works() throws Exception {
        String narrow = "mount --bind " + temp + " " + temp + " && mount -o remount,bind,ro /"
                + " && mount -t tmpfs -o size=64k none /dev/shm && exec \"$@\"";
        List<String> container =
                List.of("unshare", "--mount", "--pid", "--fork", "--mount-proc", "sh", "-c", narrow, "sh");
        boolean allowed = isAllowed(container);
        for (String file : List.of("false", "true")) {
            String said = run(
                    allowed ? container : List.of(),
                    NATIVE,
                    "-Djava.io.tmpdir=" + temp,
                    "-XX:-UsePerfData",
                    "-Doffspring.file=" + file);
            assertThat(said).matches(WORKS);
            if (allowed) {
                assertThat(said).startsWith("pid 1\n");
            }
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).as("files of the session").isEmpty();
        }
    }

    @Test
    void quotaAndLimit_areThoseOfTheProcessors() throws Exception {
        assertThat(run(List.of(), NATIVE, "-XX:ActiveProcessorCount=3")).contains("processors 3\n");
    }

    /** Property: nothing is printed that the user did not write, and all works all the same. */
    @Test
    void withoutNativeAccess_nothingWarns() throws Exception {
        assertThat(run(List.of())).matches("pid \\d+\n" + WORKS.substring("(?s).*".length()));
        assertThat(run(List.of(), "-Doffspring.native=true"))
                .contains("WARNING: A restricted method in java.lang.foreign.Linker has been called")
                .contains("value 1000\n");
    }

    @Test
    void nativeAccessThatIsDenied_isDoneWithout() throws Exception {
        assertThat(run(List.of(), "--illegal-native-access=deny")).matches(WORKS);
    }

    /** The kernel's own counter says whose doing it was. */
    @Test
    void memoryThatIsUsedUp_isTheKernelsKill() throws Exception {
        Optional<Path> group = group();
        try {
            List<String> inside = group.map(
                            place -> List.of("sh", "-c", "echo $$ > " + place + "/cgroup.procs && exec \"$@\"", "sh"))
                    .orElse(List.of());
            String said = run(inside, NATIVE, "-Xmx32m", "--", "8");
            assertThat(said)
                    .isEqualTo(
                            group.isEmpty()
                                    ? "cause signal 9 (SIGKILL)\n"
                                    : "cause killed by the kernel for memory: the container's limit was reached\n");
        } finally {
            if (group.isPresent()) {
                delete(group.get());
            }
        }
    }

    /** Once the last process that was in it is gone; if that is not soon, the test has failed for a reason of its own. */
    private static void delete(Path group) throws InterruptedException {
        for (int i = 0; i < 500 && Files.exists(group); i++) {
            try {
                Files.delete(group);
            } catch (IOException busy) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    /** A control group of 200 MiB; none where this machine does not let us make one. */
    private static Optional<Path> group() {
        String name = "offspring-test-" + ProcessHandle.current().pid();
        for (String place : List.of("memory", "")) {
            Path parent = Path.of("/sys/fs/cgroup", place);
            Path group = parent.resolve(name);
            Path limit = group.resolve(place.isEmpty() ? "memory.max" : "memory.limit_in_bytes");
            try {
                if (Files.isDirectory(parent)) {
                    Files.createDirectory(group);
                    if (Files.isWritable(limit)) {
                        Files.writeString(limit, Long.toString(200L << 20));
                        return Optional.of(group);
                    }
                    Files.delete(group);
                }
            } catch (IOException refused) {
                // Then the next, or none.
            }
        }
        return Optional.empty();
    }

    private static boolean isAllowed(List<String> container) throws Exception {
        List<String> command = new ArrayList<>(container);
        command.add("true");
        try (TestJvm probe = TestJvm.startCommand(command)) {
            return probe.awaitExit() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /** {@code words} are options up to "--", then arguments. */
    private static String run(List<String> prefix, String... words) throws Exception {
        List<String> all = List.of(words);
        int split = all.contains("--") ? all.indexOf("--") : all.size();
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(all.subList(0, split));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Contained.class.getName()));
        command.addAll(all.subList(Math.min(all.size(), split + 1), all.size()));
        try (TestJvm jvm = TestJvm.startCommand(command)) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            return jvm.output();
        }
    }
}
