package dev.offspring.processor.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Property: no accessor of a user's field can hide or override what every struct has. */
class ReservedAccessorsTest {
    @Test
    void everyMethodOfEveryStruct_isReserved() throws ClassNotFoundException {
        Class<?> struct = Class.forName("dev.offspring.shared.SharedStruct");

        assertThat(Stream.of(struct, Object.class)
                        .map(Class::getDeclaredMethods)
                        .flatMap(Arrays::stream)
                        .filter(method -> !method.isSynthetic())
                        .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                        .map(ReservedAccessorsTest::signature))
                .isNotEmpty()
                .allMatch(ReservedAccessors::contains);
    }

    private static String signature(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }
}
