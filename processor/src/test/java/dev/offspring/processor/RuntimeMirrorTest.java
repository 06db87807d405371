package dev.offspring.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.TypeIds;
import dev.offspring.processor.scan.JdkTypes;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor knows of the runtime, without depending on it, is so. */
final class RuntimeMirrorTest {
    /** Types that the processor treats each in a way of its own. */
    private static final Set<String> NO_LEAVES = Set.of(
            "java.lang.Object",
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.util.Collection",
            "java.util.Map",
            "java.util.Map$Entry",
            "java.util.Optional",
            "java.lang.Throwable",
            "java.lang.Number",
            "java.lang.Comparable",
            "java.lang.CharSequence",
            "java.lang.Record");

    static Stream<ClassName> runtimeTypes() {
        return Stream.of(RuntimeTypes.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(RuntimeMirrorTest::value);
    }

    @ParameterizedTest
    @MethodSource("runtimeTypes")
    void runtimeType_exists(ClassName name) {
        assertThat(name.reflectionName()).satisfies(Class::forName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo.Order", "demo.Outer$Inner", "Größe", "demo.\u4f60"})
    void typeId_isThatOfTheRuntime(String name) {
        assertThat(TypeIds.of(name)).isEqualTo(dev.offspring.wire.TypeIds.of(name));
    }

    @Test
    void leaves_areThoseOfTheRuntime() throws ReflectiveOperationException {
        Field names = Class.forName("dev.offspring.wire.JdkTypes").getDeclaredField("NAMES");
        names.setAccessible(true);
        Set<String> expected = new TreeSet<>();
        for (String name : List.of((String[]) names.get(null))) {
            boolean isClass = !name.isEmpty() && !name.startsWith("[") && !NO_LEAVES.contains(name);
            if (isClass && !Class.forName(name).isEnum()) {
                expected.add(name);
            }
        }

        assertThat(JdkTypes.LEAVES).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static ClassName value(Field field) {
        try {
            return (ClassName) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
