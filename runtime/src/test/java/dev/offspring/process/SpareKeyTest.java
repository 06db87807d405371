package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Property: a spare serves a start that would start the same JVM, and no other. */
final class SpareKeyTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @Test
    void whatMakesAnotherJvm_makesAnotherKey() {
        Map<String, Consumer<Asked>> others = new LinkedHashMap<>();
        others.put("env", asked -> asked.environment = Map.of("A", "b"));
        others.put("heap", asked -> asked.heap = "77m");
        others.put("jvmArgs", asked -> asked.jvmArgs = List.of("-Da=b"));
        others.put("classPath", asked -> asked.classPath = "/lib/a.jar");
        others.put("javaHome of another", asked -> asked.javaHome = Path.of("/opt/other"));
        // It is not looked up whether it is the same, so it is told nothing that only this version is known to take.
        others.put("javaHome", asked -> asked.javaHome = JDK);
        others.put("FAST", asked -> asked.policy = StartPolicy.FAST);
        others.put("JVM", asked -> asked.policy = StartPolicy.JVM);
        others.put("DISCARD", asked -> asked.output = Output.DISCARD);
        others.put("INHERIT", asked -> asked.output = Output.INHERIT);
        others.put("LINES", asked -> asked.output = Output.lines(line -> {}));
        others.forEach((what, how) ->
                assertThat(key(how)).as(what).isNotNull().isNotEqualTo(plain()).isEqualTo(key(how)));
        assertThat(others.values().stream().map(SpareKeyTest::key)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsSaidWhenItIsAChild_makesNoOtherKey() {
        assertThat(plain()).isNotNull();
        assertThat(ChildCommand.of(Rehearsal.TARGET, "other", ChildOptions.PLAIN)
                        .spareKey())
                .isEqualTo(plain());
        assertThat(ChildCommand.of(new IdleTarget("demo.Owner"), "x", ChildOptions.PLAIN)
                        .spareKey())
                .isEqualTo(plain());
        assertThat(key(asked -> asked.name = "other")).isEqualTo(plain());
        assertThat(key(asked -> asked.daemon = true)).isEqualTo(plain());
        assertThat(key(asked -> asked.isolated = true)).isEqualTo(plain());
        assertThat(key(asked -> asked.policy = StartPolicy.BALANCED)).isEqualTo(plain());
        assertThat(key(asked -> asked.output = Output.AUTO.prefixed()))
                .isEqualTo(key(
                        asked -> asked.output = Output.file(Path.of("a file")).prefixed())); // it is written here
        assertThat(key(asked -> asked.output = Output.lines(line -> {})))
                .as("consumers")
                .isEqualTo(key(asked -> asked.output = Output.lines(line -> {})));
    }

    /** Places that may be others by then. */
    @Test
    void directoryOrAFile_hasNoKey() {
        assertThat(key(asked -> asked.directory = Path.of("/tmp"))).isNull();
        assertThat(key(asked -> asked.output = Output.file(Path.of("a file")))).isNull();
        assertThat(key(asked -> asked.classPath = "/lib/*")).isNull();
    }

    @Test
    void optionsThatNoTwoProcessesMayHave_haveNoKey() {
        for (String word : List.of(
                "-Xlog:gc",
                "-Xloggc:x",
                "-javaagent:x.jar",
                "-agentlib:x",
                "-agentpath:/x.so",
                "-Xrunjdwp:x",
                "-Dcom.sun.management.jmxremote",
                "-Dcom.sun.management.jmxremote.port=9",
                "-XX:StartFlightRecording",
                "-XX:Flags=x",
                "-XX:VMOptionsFile=x",
                "-Dcom.sun.management.config.file=x",
                "-Djava.system.class.loader=x",
                "@words")) {
            assertThat(key(asked -> asked.jvmArgs = List.of("-Da=b", word)))
                    .as(word)
                    .isNull();
        }
    }

    /** Such words may be in there, too. */
    @Test
    void optionsOfTheEnvironment_haveNoKey() {
        for (String variable : JvmOptions.VARIABLES) {
            assertThat(key(asked -> asked.environment = Map.of(variable, "-agentlib:x")))
                    .as(variable)
                    .isNull();
        }
    }

    private static @Nullable SpareKey plain() {
        return key(asked -> {});
    }

    private static @Nullable SpareKey key(Consumer<Asked> how) {
        Asked asked = new Asked();
        how.accept(asked);
        return ChildCommand.of(Rehearsal.TARGET, "x", asked.options()).spareKey();
    }

    /** What a builder is asked for, but for what it refuses by itself. */
    private static final class Asked {
        @Nullable
        String name;

        @Nullable
        Boolean daemon;

        @Nullable
        String heap;

        List<String> jvmArgs = List.of();
        Map<String, String> environment = Map.of();

        @Nullable
        Path directory;

        @Nullable
        String classPath;

        @Nullable
        Path javaHome;

        Output output = Output.AUTO;
        boolean isolated;

        @Nullable
        StartPolicy policy;

        ChildOptions options() {
            return new ChildOptions(
                    name,
                    daemon,
                    heap,
                    jvmArgs,
                    environment,
                    directory,
                    classPath,
                    javaHome,
                    output,
                    Orphan.END,
                    isolated,
                    policy);
        }
    }
}
