package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.memory.Session;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Output;
import dev.offspring.process.Task;
import dev.offspring.shared.SharedInt;
import dev.offspring.shared.SharedLongArray;
import dev.offspring.sync.Lock;
import dev.offspring.tests.process.Lean.Color;
import dev.offspring.tests.process.Lean.Fruit;
import dev.offspring.tests.process.Lean.Leaf;
import dev.offspring.tests.process.Lean.Tree;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child does not do on its way to the target's first line, because it takes longer than all the rest. */
final class LeanStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A {@code Kryo} object, a native call, the first {@code equals} of a record, a lambda for each type. */
    private static final List<String> HEAVY = List.of(
            "com.esotericsoftware.kryo.Kryo ",
            "jdk.internal.foreign.abi.AbstractLinker ",
            "java.lang.runtime.ObjectMethods ",
            "Types$$Lambda");

    /** A mapping of memory, a scan for services, logging, texts that are put together by generated code, regular expressions. */
    private static final List<String> NOT_SIMPLE = List.of(
            "dev.offspring.memory.Mapping ",
            "java.util.ServiceLoader ",
            "java.util.logging.",
            "jdk.internal.logger.",
            "java.lang.System$Logger",
            "java.lang.invoke.StringConcatFactory ",
            "java.util.regex.Pattern ");

    /** What only things that are shared need: a segment of memory, a {@code VarHandle}, how such things travel. */
    private static final List<String> OF_SHARED = List.of(
            "java.lang.foreign.MemorySegment ", "java.lang.invoke.VarHandles ", "dev.offspring.sync.SyncTypes ");

    /** A scan for services, the runtime's own registries, how the JDK's types travel that nobody sends. */
    private static final List<String> NOT_ASKED = List.of(
            "java.util.ServiceLoader ",
            "dev.offspring.channel.ChannelTypes ",
            "kryo.serializers.DefaultSerializers$",
            "TimeSerializers$ZoneIdSerializer ");

    @TempDir
    private Path temp;

    @Test
    void simpleArguments_takeNothingHeavy() throws Exception {
        assertThat(loadedBy(LeanTargets.nothing("text", new int[] {1})))
                .noneMatch(line -> isHeavy(line)
                        || OF_SHARED.stream().anyMatch(line::contains)
                        || NOT_SIMPLE.stream().anyMatch(line::contains));
    }

    @Test
    void sharedArguments_takeNothingHeavy() throws Exception {
        try (SharedInt number = SharedInt.create(6);
                SharedLongArray numbers = SharedLongArray.create(3);
                Lock lock = Lock.create()) {
            Session.current().reap(); // what tests before this one left would be for the child to do
            assertThat(loadedBy(LeanTargets.share(number, numbers, lock))).noneMatch(LeanStartTest::isHeavy);
            assertThat(number.get()).isEqualTo(7);
        }
    }

    @Test
    void records_takeNothingHeavy() throws Exception {
        try (SharedInt number = SharedInt.create(6)) {
            Session.current().reap();
            Leaf leaf = new Leaf(1, 2, "text", List.of(3L), Color.GREEN);
            Fruit fruit = new Fruit(BigDecimal.TEN, Duration.ofDays(90), number, leaf);
            Tree tree = new Tree("old", List.of(), Map.of(Color.RED, leaf), Optional.of(fruit));
            assertThat(loadedBy(LeanTargets.graft(tree, List.of(tree)))).noneMatch(LeanStartTest::isHeavy);
        }
    }

    @Test
    void listsOfTheJdksValues_takeNothingHeavy_andNothingOfOthers() throws Exception {
        List<Object> things = List.of("text", 7, 0.5, Duration.ZERO, Map.of("key", List.of()), EnumSet.of(Color.RED));
        assertThat(loadedBy(LeanTargets.turn(things)))
                .noneMatch(line -> isHeavy(line) || NOT_ASKED.stream().anyMatch(line::contains))
                .anyMatch(line -> line.contains("TimeSerializers$DurationSerializer "));
    }

    private static boolean isHeavy(String line) {
        return HEAVY.stream().anyMatch(line::contains);
    }

    /** The classes that its process has loaded by its end. */
    private List<String> loadedBy(Task<?> task) throws Exception {
        Path log = temp.resolve("classes.log");
        try (ChildProcess<?> child = task.process()
                .jvmArgs("-Xlog:class+load:file=" + log)
                .output(Output.DISCARD)
                .start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCode()).hasValue(0);
        }
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains("process.Lean "));
        return loaded;
    }
}
