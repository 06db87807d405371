package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shared scalars and arrays are two families: each type has what {@code int} has, and it behaves alike. */
final class FamiliesTest {
    private static final Set<String> OF_OBJECTS = Set.of("equals", "hashCode", "toString");
    private static final Set<String> ARITHMETIC =
            Set.of("getAndAdd", "addAndGet", "incrementAndGet", "decrementAndGet", "sum");

    /** The JDK has operators for int, long and double only. */
    private static final Set<String> BY_OPERATOR = Set.of("updateAndGet", "accumulateAndGet");

    private static final Set<String> WITH_OPERATORS = Set.of("int", "long", "double");

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void types_ofBothFamilies_haveTheMethodsOfInt(String type) throws Exception {
        for (String suffix : List.of("", "Array")) {
            Set<String> expected = methods(named("int", suffix))
                    .filter(method -> isFor(type, method.getName()))
                    .map(method -> asFor(type, method))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> actual =
                    methods(named(type, suffix)).map(FamiliesTest::text).collect(Collectors.toCollection(TreeSet::new));
            assertThat(actual).as("%s%s", type, suffix).isEqualTo(expected);
        }
    }

    private static boolean isFor(String type, String method) {
        return switch (type) {
            case "boolean" -> !ARITHMETIC.contains(method) && !BY_OPERATOR.contains(method);
            case "char" -> !method.equals("sum") && !BY_OPERATOR.contains(method);
            default -> WITH_OPERATORS.contains(type) || !BY_OPERATOR.contains(method);
        };
    }

    /** What the method of the int class is called in that of another type. */
    private static String asFor(String type, Method method) {
        String text = text(method)
                .replaceAll("\\bint\\b", type)
                .replace("SharedInt", "Shared" + capitalised(type))
                .replaceAll("\\bInt", capitalised(type));
        if (method.getName().equals("sum") && (type.equals("float") || type.equals("double"))) {
            return text.replace("long sum", "double sum");
        }
        // As in the language: what is added to a char is an int.
        return type.equals("char") && ARITHMETIC.contains(method.getName()) ? text.replace("char)", "int)") : text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void operations_afterClose_throw(String type) throws Exception {
        for (String suffix : List.of("", "Array")) {
            Class<?> shared = named(type, suffix);
            Method create = Stream.of(shared.getMethods())
                    .filter(method -> method.getName().equals("create"))
                    .findFirst()
                    .orElseThrow();
            AutoCloseable thing = (AutoCloseable) create.invoke(null, one(create.getParameterTypes()[0]));
            for (boolean closed : new boolean[] {false, true}) {
                if (closed) {
                    thing.close();
                    thing.close();
                }
                for (Method method : methods(shared).toList()) {
                    check(thing, method, closed);
                }
            }
            assertThat(thing.toString()).contains("closed");
        }
    }

    private static void check(AutoCloseable thing, Method method, boolean closed) {
        boolean isOperation = !Modifier.isStatic(method.getModifiers())
                && !BY_OPERATOR.contains(method.getName())
                && !method.getName().equals("close")
                && !method.getName().equals("length");
        if (!isOperation) {
            return;
        }
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(FamiliesTest::zero)
                .toArray();
        if (closed) {
            assertThatThrownBy(() -> method.invoke(thing, arguments))
                    .as(text(method))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(ClosedHandleException.class);
        } else {
            assertThatCode(() -> method.invoke(thing, arguments))
                    .as(text(method))
                    .doesNotThrowAnyException();
        }
    }

    private static Object zero(Class<?> type) {
        return type.isArray()
                ? Array.newInstance(type.getComponentType(), 1)
                : Array.get(Array.newInstance(type, 1), 0);
    }

    private static Object one(Class<?> type) {
        return type == long.class ? 1L : zero(type);
    }

    private static Class<?> named(String type, String suffix) throws ClassNotFoundException {
        return Class.forName("dev.offspring.shared.Shared" + capitalised(type) + suffix);
    }

    private static Stream<Method> methods(Class<?> shared) {
        return Stream.of(shared.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !OF_OBJECTS.contains(method.getName()));
    }

    private static String text(Method method) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        return (Modifier.isStatic(method.getModifiers()) ? "static " : "")
                + method.getReturnType().getSimpleName() + " " + method.getName() + parameters;
    }

    private static String capitalised(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }
}
