package dev.offspring.shared;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** The eight primitive types by their names, for tests that do the same to each. */
final class Families {
    private static final double[] FRACTIONS = {
        0.0, -0.0, 1, -1, 0.1, 1e30, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, -Double.MAX_VALUE
    };
    private static final long[] WHOLES = {0, 1, -1, Byte.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE};

    private Families() {}

    static Class<?> primitive(String type) {
        return newArray(type, 0).getClass().getComponentType();
    }

    static Object newArray(String type, int length) {
        return switch (type) {
            case "boolean" -> new boolean[length];
            case "byte" -> new byte[length];
            case "short" -> new short[length];
            case "char" -> new char[length];
            case "int" -> new int[length];
            case "long" -> new long[length];
            case "float" -> new float[length];
            case "double" -> new double[length];
            default -> throw new AssertionError(type);
        };
    }

    /** {@code SharedInt} for {@code int}, {@code SharedIntArray} with the suffix {@code Array}. */
    static Class<?> shared(String type, String suffix) throws ClassNotFoundException {
        return Class.forName(
                "dev.offspring.shared.Shared" + Character.toUpperCase(type.charAt(0)) + type.substring(1) + suffix);
    }

    static AutoCloseable scalar(String type) throws Exception {
        Object zero = Array.get(newArray(type, 1), 0);
        return (AutoCloseable)
                shared(type, "").getMethod("create", primitive(type)).invoke(null, zero);
    }

    static AutoCloseable array(String type, long length) throws Exception {
        return (AutoCloseable)
                shared(type, "Array").getMethod("create", long.class).invoke(null, length);
    }

    /** Calls the method that has this name and takes these arguments; what it throws comes as it is. */
    static Object call(Object target, String name, Object... arguments) throws Exception {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && !method.isBridge() && takes(method, arguments)) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception thrown ? thrown : e;
                }
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    private static boolean takes(Method method, Object... arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean fits = parameters.length == arguments.length;
        for (int i = 0; fits && i < parameters.length; i++) {
            fits = parameters[i].isPrimitive()
                    ? parameters[i] == unboxed(arguments[i])
                    : parameters[i].isInstance(arguments[i]);
        }
        return fits;
    }

    private static Class<?> unboxed(Object value) {
        return MethodType.methodType(value.getClass()).unwrap().returnType();
    }

    /** Often one of those at which things go wrong. */
    static Object any(Random random, Class<?> type) {
        long whole = random.nextBoolean() ? WHOLES[random.nextInt(WHOLES.length)] : random.nextLong();
        double fraction = random.nextBoolean() ? FRACTIONS[random.nextInt(FRACTIONS.length)] : random.nextDouble();
        return switch (type.getName()) {
            case "boolean" -> random.nextBoolean();
            case "byte" -> (byte) whole;
            case "short" -> (short) whole;
            case "char" -> (char) whole;
            case "int" -> (int) whole;
            case "long" -> whole;
            case "float" -> (float) fraction;
            case "double" -> fraction;
            default -> throw new AssertionError(type);
        };
    }

    /** Values of which each is any. */
    static Object anyArray(Random random, String type, int length) {
        Object array = newArray(type, length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, any(random, primitive(type)));
        }
        return array;
    }

    /** Multiplies by {@code factor} and adds 1; one that takes two operands also subtracts the second. */
    static Object operator(Class<?> type, int factor) {
        return switch (type.getSimpleName()) {
            case "IntUnaryOperator" -> (IntUnaryOperator) value -> factor * value + 1;
            case "IntBinaryOperator" -> (IntBinaryOperator) (value, operand) -> factor * value + 1 - operand;
            case "LongUnaryOperator" -> (LongUnaryOperator) value -> factor * value + 1;
            case "LongBinaryOperator" -> (LongBinaryOperator) (value, operand) -> factor * value + 1 - operand;
            case "DoubleUnaryOperator" -> (DoubleUnaryOperator) value -> factor * value + 1;
            case "DoubleBinaryOperator" -> (DoubleBinaryOperator) (value, operand) -> factor * value + 1 - operand;
            default -> throw new AssertionError(type);
        };
    }
}
