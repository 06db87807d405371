package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shared scalars and arrays are two families: each type has what {@code double} has, and it behaves alike. The methods
 * of {@code double} are the measure, because no parameter of theirs is a {@code double} for another reason.
 */
final class FamiliesTest {
    private static final Set<String> OF_OBJECTS = Set.of("equals", "hashCode", "toString");
    private static final Set<String> ADDITION = Set.of("getAndAdd", "addAndGet");
    private static final Set<String> SUMS = Set.of("sum", "parallelSum");

    /** What a {@code boolean} has not: arithmetic, and what the JDK has no interfaces for. */
    private static final Set<String> OF_NUMBERS = Set.of(
            "getAndAdd",
            "addAndGet",
            "getAndIncrement",
            "getAndDecrement",
            "incrementAndGet",
            "decrementAndGet",
            "getAndUpdate",
            "updateAndGet",
            "getAndAccumulate",
            "accumulateAndGet",
            "sum",
            "parallelSum",
            "iterator",
            "stream");

    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void types_ofBothFamilies_haveTheMethodsOfDouble(String type) throws Exception {
        for (String suffix : List.of("", "Array")) {
            Set<String> expected = methods(named("double", suffix))
                    .filter(method -> isFor(type, method.getName()))
                    .map(method -> asFor(type, method))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> actual =
                    methods(named(type, suffix)).map(FamiliesTest::text).collect(Collectors.toCollection(TreeSet::new));
            assertThat(actual).as("%s%s", type, suffix).isEqualTo(expected);
        }
    }

    /** Property: what {@code AtomicInteger} can do, {@code SharedInt} can, but for what is deprecated, weak or a {@code Number}'s. */
    @Test
    void sharedInt_hasTheOperationsOfAtomicInteger() {
        Set<String> left = Set.of(
                "lazySet",
                "intValue",
                "longValue",
                "floatValue",
                "doubleValue",
                "compareAndExchangeAcquire",
                "compareAndExchangeRelease");
        Set<String> expected = methods(AtomicInteger.class)
                .filter(method -> !method.getName().startsWith("weak") && !left.contains(method.getName()))
                .map(FamiliesTest::text)
                .collect(Collectors.toSet());
        assertThat(methods(SharedInt.class).map(FamiliesTest::text)).containsAll(expected);
    }

    /** Nothing that is package-private in one type is missing in another: serialisers and structs count on it. */
    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float"})
    void types_ofBothFamilies_haveTheFieldsOfDouble(String type) throws Exception {
        for (String suffix : List.of("", "Array")) {
            assertThat(fields(named(type, suffix))).isEqualTo(fields(named("double", suffix)));
        }
    }

    private static Set<String> fields(Class<?> shared) {
        return Stream.of(shared.getDeclaredFields())
                .map(field -> Modifier.toString(field.getModifiers()) + " " + field.getType() + " " + field.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isFor(String type, String method) {
        return switch (type) {
            case "boolean" -> !OF_NUMBERS.contains(method);
            case "char" -> !SUMS.contains(method);
            default -> true;
        };
    }

    /** What the method of the double class is called in that of another type. */
    private static String asFor(String type, Method method) {
        String of = operated(type);
        String text = text(method)
                .replaceAll("\\bdouble\\b", type)
                .replace("SharedDouble", "Shared" + capitalised(type))
                .replace("DoubleConsumer", of + "Consumer")
                .replaceAll("\\bDouble", of)
                .replace("OfDouble", "Of" + of);
        if (SUMS.contains(method.getName())) {
            return text.replace(type + " ", of.equals("Double") ? "double " : "long ");
        }
        // As in the language: what is added to a char is an int.
        return type.equals("char") && ADDITION.contains(method.getName()) ? text.replace("char)", "int)") : text;
    }

    /** For which type the JDK has the operators and streams that fit. */
    private static String operated(String type) {
        return switch (type) {
            case "boolean" -> "";
            case "byte", "short", "char", "int" -> "Int";
            case "long" -> "Long";
            default -> "Double";
        };
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

    private static void check(AutoCloseable thing, Method method, boolean closed) throws Exception {
        boolean isOperation = !Modifier.isStatic(method.getModifiers())
                && !method.getName().equals("close")
                && !method.getName().equals("length");
        if (!isOperation) {
            return;
        }
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> parameter = method.getParameterTypes()[i];
            arguments[i] = AutoCloseable.class.isAssignableFrom(parameter) ? thing : zero(parameter);
        }
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
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    FamiliesTest.class.getClassLoader(),
                    new Class<?>[] {type},
                    (_, method, _) -> method.getReturnType() == void.class ? null : zero(method.getReturnType()));
        }
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
