package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.Doctor;
import dev.offspring.process.Ps;
import dev.offspring.tests.TestJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people run who want to know what is wrong, or what runs. */
final class DoctorTest {
    private static final List<String> EXAMINED = List.of(
            "JDK",
            "native access",
            "memfd",
            "futex",
            "exit causes",
            "file locks",
            "control group",
            "memory",
            "limits",
            "cache folder",
            "class path");

    @TempDir
    private Path temp;

    @Test
    void healthySystem_hasAVerdictOnEach() throws Exception {
        try (TestJvm doctor = TestJvm.start(Doctor.class)) {
            assertThat(doctor.awaitExit()).as(doctor.output()).isZero();
            assertThat(doctor.output().lines())
                    .hasSameSizeAs(EXAMINED)
                    .allMatch(line -> line.startsWith("ok  ") || line.startsWith("--  "));
            assertThat(EXAMINED).allMatch(what -> doctor.output().contains("  " + what + " "));
            if (WhyTest.kernelTells()) {
                assertThat(doctor.output()).containsPattern("ok  exit causes +works\n");
            }
        }
    }

    @Test
    void missingThings_areNamedWithWhatToDo() throws Exception {
        List<String> few = List.of("sh", "-c", "ulimit -n 100; exec \"$@\"", "sh");
        String nowhere = temp.resolve("gone").toString();
        try (TestJvm doctor = TestJvm.start(few, Doctor.class, "-Djava.io.tmpdir=" + nowhere)) {
            assertThat(doctor.awaitExit()).isEqualTo(1);
            assertThat(doctor.output())
                    .containsPattern("NO  limits +open files 100, .*raise ulimit -n\n")
                    .containsPattern("NO  file locks +no: .*name a folder by -Djava.io.tmpdir=FOLDER\n");
        }
    }

    @Test
    void withoutNativeAccess_saysWhatToAdd() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Doctor.class.getName());
        try (TestJvm doctor = TestJvm.startCommand(command)) {
            assertThat(doctor.awaitExit()).as(doctor.output()).isZero();
            assertThat(doctor.output())
                    .containsPattern("--  native access +not granted.*: add --enable-native-access=ALL-UNNAMED\n")
                    .containsPattern("--  futex +no: ");
        }
    }

    /** Also a child that has met nothing shared. */
    @Test
    void ps_showsProcessesWithTheirTargetsTimesAndMemory() throws Exception {
        try (ChildProcess<Void> child =
                FatesTargets.waitForEver().process().name("the waiter").start()) {
            long self = ProcessHandle.current().pid();
            try (TestJvm ps = TestJvm.start(Ps.class, "--", Long.toString(self))) {
                assertThat(ps.awaitExit()).as(ps.output()).isZero();
                assertThat(ps.output())
                        .containsPattern("session .*, \\d+ bytes handed out\n")
                        .containsPattern("  pid " + self + " .*, up \\d+ s, \\d+ MiB\n")
                        .containsPattern(
                                "  pid " + child.pid()
                                        + " the waiter dev.offspring.tests.process.FatesWaitForEverMain, up \\d+ s, \\d+ MiB\n");
            }
        }
    }
}
