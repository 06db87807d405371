package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation on one value does to shared ones what it does to plain ones, and to the JDK's atomic ones. */
final class AtomicOperationsTest {
    private static final int ROUNDS = 5_000;
    private static final int LENGTH = 5;
    private static final int THREADS = 4;
    private static final int UPDATES = 10_000;
    private static final long SECONDS = 30;
    private static final Set<String> NO_OPERATIONS = Set.of("guard", "close", "equals", "hashCode", "toString");

    private final long seed = Long.getLong("offspring.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Random operations on a scalar and on the elements of an array, whose neighbours keep what they have. */
    @ParameterizedTest
    @ValueSource(strings = {"boolean", "byte", "short", "char", "int", "long", "float", "double"})
    void operations_ofEachType_doWhatTheyDoToPlainValues(String type) throws Exception {
        System.out.println("AtomicOperationsTest: -Doffspring.seed=" + seed);
        List<Method> operations = operations(type);
        Object plainScalar = Families.newArray(type, 1);
        Object plainArray = Families.newArray(type, LENGTH);
        Set<String> done = new HashSet<>();
        try (AutoCloseable scalar = Families.scalar(type);
                AutoCloseable array = Families.array(type, LENGTH)) {
            for (int i = 0; i < ROUNDS; i++) {
                Method operation = operations.get(random.nextInt(operations.size()));
                String name = operation.getName();
                done.add(name);

                Object[] arguments = arguments(operation, Array.get(plainScalar, 0));
                assertThat(Families.call(scalar, name, arguments))
                        .as("%s%s", name, Arrays.toString(arguments))
                        .isEqualTo(PlainOperations.apply(plainScalar, 0, name, arguments));
                if (isNotANumber(Array.get(plainScalar, 0))) {
                    Object same = notANumber(plainScalar, 0);
                    Families.call(scalar, "set", same);
                }

                int index = random.nextInt(LENGTH);
                arguments = arguments(operation, Array.get(plainArray, index));
                assertThat(Families.call(array, name, withIndex(index, arguments)))
                        .as("%s%s of element %s", name, Arrays.toString(arguments), index)
                        .isEqualTo(PlainOperations.apply(plainArray, index, name, arguments));
                assertThat(Families.call(array, "toArray"))
                        .as("after %s%s of element %s", name, Arrays.toString(arguments), index)
                        .isEqualTo(plainArray);
                if (isNotANumber(Array.get(plainArray, index))) {
                    Object same = notANumber(plainArray, index);
                    Families.call(array, "set", withIndex(index, same));
                }
            }
        }
        assertThat(done).as("all were tried").hasSameSizeAs(operations);
    }

    private static boolean isNotANumber(Object value) {
        return value instanceof Float small ? Float.isNaN(small) : value instanceof Double large && Double.isNaN(large);
    }

    /** Which of the many bit patterns a sum that is no number has, Java leaves open; compareAndSet sees it. From now on it is this one. */
    private static Object notANumber(Object array, int index) {
        Object same = array instanceof float[] ? (Object) Float.NaN : (Object) Double.NaN;
        Array.set(array, index, same);
        return same;
    }

    /** Where the JDK has an atomic class, its methods are the measure. */
    @Test
    void operations_thatTheJdkHas_doWhatTheJdkDoes() throws Exception {
        System.out.println("AtomicOperationsTest: -Doffspring.seed=" + seed);
        compare("int", new AtomicInteger());
        compare("long", new AtomicLong());
        compare("boolean", new AtomicBoolean());
    }

    private void compare(String type, Object atomic) throws Exception {
        List<Method> operations = operations(type);
        try (AutoCloseable scalar = Families.scalar(type)) {
            for (int i = 0; i < ROUNDS; i++) {
                Method operation = operations.get(random.nextInt(operations.size()));
                Object[] arguments = arguments(operation, Families.call(atomic, "get"));
                assertThat(Families.call(scalar, operation.getName(), arguments))
                        .as("%s %s", operation, Arrays.toString(arguments))
                        .isEqualTo(Families.call(atomic, operation.getName(), arguments));
            }
        }
    }

    /** Property: of many updates by many threads none is lost, and neighbours keep what they have. */
    @ParameterizedTest
    @ValueSource(strings = {"byte", "short", "char", "int", "long", "float", "double"})
    void updates_byManyThreads_areAllDone(String type) throws Exception {
        Object expected = Families.newArray(type, LENGTH);
        for (int i = 0; i < THREADS * UPDATES; i++) {
            PlainOperations.apply(expected, LENGTH / 2, "getAndIncrement");
        }
        Method update = operations(type).stream()
                .filter(method -> method.getName().equals("getAndUpdate"))
                .findFirst()
                .orElseThrow();
        Object addOne = Families.operator(update.getParameterTypes()[0], 1);
        try (AutoCloseable array = Families.array(type, LENGTH);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Callable<Boolean> work = () -> {
                for (int i = 0; i < UPDATES; i++) {
                    Families.call(array, i % 2 == 0 ? "getAndUpdate" : "updateAndGet", (long) (LENGTH / 2), addOne);
                }
                return true;
            };
            for (Future<Boolean> done :
                    threads.invokeAll(Collections.nCopies(THREADS, work), SECONDS, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(Families.call(array, "toArray")).isEqualTo(expected);
        }
    }

    @Test
    void compareAndSet_ofFractions_comparesBits() {
        try (SharedDouble large = SharedDouble.create(Double.NaN);
                SharedFloat small = SharedFloat.create(0.0f)) {
            assertThat(large.compareAndSet(Double.NaN, 1)).isTrue();
            assertThat(small.compareAndSet(-0.0f, 1)).isFalse();
            assertThat(small.compareAndExchange(-0.0f, 1)).isEqualTo(0.0f);
            assertThat(small.get()).isEqualTo(0.0f);
        }
    }

    @Test
    void update_whoseOperatorThrows_changesNothing() {
        try (SharedShort value = SharedShort.create((short) 7)) {
            assertThatThrownBy(() -> value.getAndUpdate(old -> Math.multiplyExact(old, Integer.MAX_VALUE)))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(value.get()).isEqualTo((short) 7);
        }
    }

    /** Those of the scalar; the array has each of them, with an index before the other arguments. */
    private static List<Method> operations(String type) throws ClassNotFoundException {
        return Stream.of(Families.shared(type, "").getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !NO_OPERATIONS.contains(method.getName()))
                .toList();
    }

    /** Such as the method takes; what is expected is what is there, every other time. */
    private Object[] arguments(Method operation, Object present) {
        Class<?>[] parameters = operation.getParameterTypes();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = parameters[i].isInterface()
                    ? Families.operator(parameters[i], 3)
                    : Families.any(random, parameters[i]);
        }
        if (operation.getName().startsWith("compareAnd") && random.nextBoolean()) {
            arguments[0] = present;
        }
        return arguments;
    }

    private static Object[] withIndex(long index, Object... arguments) {
        return Stream.concat(Stream.of(index), Arrays.stream(arguments)).toArray();
    }
}
