package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spare may load before it is told what to run. */
class FirstClassesTest {
    private static final List<String> PATH =
            List.of(System.getProperty("java.class.path").split(File.pathSeparator));

    @TempDir
    private Path temp;

    @Test
    void targetInAFolder_isKnownByAllFilesOfItsFamily() {
        FirstClasses first = FirstClasses.of(new IdleTarget(Owner.class.getName()), PATH);
        assertThat(first.names())
                .containsExactly(
                        IdleTarget.class.getName(),
                        Owner.class.getName(),
                        Above.class.getName(),
                        Beside.class.getName());
        assertThat(first.files().stream().filter(file -> new File(file).exists()))
                .hasSize(4)
                .anyMatch(file -> file.endsWith(File.separator + "IdleTarget.class"))
                .anyMatch(file -> file.endsWith(File.separator + "FirstClassesTest$Owner.class"))
                .anyMatch(file -> file.endsWith(File.separator + "FirstClassesTest$Above.class"))
                .anyMatch(file -> file.endsWith(File.separator + "FirstClassesTest$Beside.class"));
    }

    @Test
    void folderBeforeTheirs_couldHaveThemToo() {
        List<String> path = new ArrayList<>(PATH);
        path.addFirst(temp.toString());
        assertThat(FirstClasses.of(new IdleTarget(Owner.class.getName()), path).files())
                .contains(temp + "/dev/offspring/process/FirstClassesTest$Owner.class");
    }

    @Test
    void classFromElsewhere_isNotLoaded() {
        assertThat(FirstClasses.of(new IdleTarget(Owner.class.getName()), List.of(temp.toString())))
                .isEqualTo(FirstClasses.NONE);
    }

    @Test
    void classThatIsNotThere_isNotLoaded() {
        assertThat(FirstClasses.of(new IdleTarget("demo.Nowhere"), PATH)).isEqualTo(FirstClasses.NONE);
    }

    /** A spare finds what is in the files by then: it may extend more than what the parent has loaded. */
    @Test
    void classThatNobodyNamed_isSeen() throws ClassNotFoundException {
        Class<?> owner = Class.forName(Owner.class.getName(), false, getClass().getClassLoader());
        List<String> names = List.of(Owner.class.getName(), Above.class.getName(), Beside.class.getName());
        assertThat(FirstClasses.areAll(List.of(owner, IdleTarget.class), names)).isFalse();
        assertThat(FirstClasses.areAll(List.of(owner), names)).isTrue();
        assertThat(FirstClasses.areAll(List.of(owner), names.subList(0, 2))).isFalse();
        assertThat(FirstClasses.areAll(List.of(String.class, Runnable.class), List.of()))
                .isTrue();
    }

    @Test
    void briefing_isReadAsItWasWritten() {
        for (List<String> classes : List.of(List.<String>of(), List.of("demo.AMain", "demo.A"))) {
            Spare.Briefing briefing = new Spare.Briefing("/proc/1/fd/2", "demo.Main", classes);
            assertThat(Spare.Briefing.of(briefing.word())).isEqualTo(briefing);
        }
    }

    interface Beside {}

    static class Above {
        static {
            fail();
        }

        private static void fail() {
            throw new AssertionError("initialised");
        }
    }

    static final class Owner extends Above implements Beside {}
}
