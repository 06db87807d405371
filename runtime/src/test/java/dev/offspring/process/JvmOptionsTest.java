package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of docs/launch.md, "What a child inherits", row by row. */
final class JvmOptionsTest {
    @Test
    void meaningOfTheProgram_isInherited() {
        assertThat(inherited("-Dkey=value", "-ea", "--enable-preview", "--add-opens", "a/b=c", "--add-exports=d/e=f"))
                .containsExactly(
                        "-Dkey=value", "-ea", "--enable-preview", "--add-opens", "a/b=c", "--add-exports=d/e=f");
    }

    @Test
    void coverageAgents_areInherited() {
        assertThat(inherited("-javaagent:jacoco.jar=destfile=x")).containsExactly("-javaagent:jacoco.jar=destfile=x");
    }

    @Test
    void heapAndItsLike_areLeftOut() {
        assertThat(inherited("-Xmx4g", "-Xms1g", "-XX:MaxRAMPercentage=50", "-XX:InitialHeapSize=1", "-Xss2m"))
                .containsExactly("-Xss2m");
    }

    @Test
    void debuggersPortsAndFiles_areLeftOut() {
        assertThat(inherited(
                        "-agentlib:jdwp=transport=dt_socket,server=y",
                        "-Xrunjdwp:x",
                        "-Dcom.sun.management.jmxremote.port=9",
                        "-Xlog:gc:file=x",
                        "-XX:StartFlightRecording=filename=x",
                        "-XX:AOTCache=x",
                        "-XX:SharedArchiveFile=x"))
                .isEmpty();
    }

    @Test
    void placeOfTheProgram_isLeftOut() {
        assertThat(inherited("-cp", "a:b", "-Dk=v", "--module-path=m", "Main", "-Dnot=ours"))
                .containsExactly("-Dk=v");
        assertThat(inherited("-Dk=v", "-jar", "app.jar", "-Dnot=ours")).containsExactly("-Dk=v");
        assertThat(inherited("-Dk=v", "-p", "x", "-m", "a/b.Main", "-Dnot=ours"))
                .containsExactly("-Dk=v");
    }

    @Test
    void agentsOfAnIde_areLeftOut() {
        assertThat(inherited("-javaagent:/opt/idea/lib/idea_rt.jar=41234", "-javaagent:/x/debugger-agent.jar"))
                .isEmpty();
    }

    @Test
    void errorFile_isInheritedIfEachProcessHasItsOwn() {
        assertThat(inherited("-XX:ErrorFile=/var/log/crash-%p.log", "-XX:HeapDumpPath=/var/x"))
                .containsExactly("-XX:ErrorFile=/var/log/crash-%p.log");
        assertThat(inherited("-XX:ErrorFile=/var/log/crash.log")).isEmpty();
    }

    @Test
    void whatTheManagementClassesAdd_isLeftOut() {
        assertThat(inherited("-Djava.class.path=a:b", "-Djdk.module.path=m", "-Djdk.module.main=x", "-Dk=v"))
                .containsExactly("-Dk=v");
    }

    @Test
    void childhood_isNotInherited() {
        assertThat(inherited("-Doffspring.child=greet-1", "-Doffspring.arena=1g"))
                .containsExactly("-Doffspring.arena=1g");
    }

    private static List<String> inherited(String... words) {
        List<String> inherited = new ArrayList<>();
        JvmOptions.addInherited(List.of(words), inherited);
        return inherited;
    }
}
