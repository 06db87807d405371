package dev.offspring.shared;

import java.lang.reflect.Array;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What each operation on shared values should do, done to one element of a plain array of any primitive type. */
final class PlainOperations {
    private PlainOperations() {}

    /** What the operation of this name returns; null for none. An unknown name is an error: no operation goes untested. */
    static @Nullable Object apply(Object array, int index, String name, Object... arguments) {
        Object old = Array.get(array, index);
        Object value = next(old, name, arguments);
        Array.set(array, index, value);
        return switch (name) {
            case "set", "setPlain", "setOpaque", "setRelease" -> null;
            case "compareAndSet" -> same(old, arguments[0]);
            case "addAndGet", "incrementAndGet", "decrementAndGet", "updateAndGet", "accumulateAndGet" -> value;
            default -> old;
        };
    }

    private static Object next(Object old, String name, Object... arguments) {
        return switch (name) {
            case "get", "getPlain", "getOpaque", "getAcquire" -> old;
            case "set", "setPlain", "setOpaque", "setRelease", "getAndSet" -> arguments[0];
            case "compareAndSet", "compareAndExchange" -> same(old, arguments[0]) ? arguments[1] : old;
            case "getAndAdd", "addAndGet" -> sum(old, arguments[0]);
            case "getAndIncrement", "incrementAndGet" -> sum(old, 1);
            case "getAndDecrement", "decrementAndGet" -> sum(old, -1);
            case "getAndUpdate", "updateAndGet" -> operated(arguments[0], old, old);
            case "getAndAccumulate", "accumulateAndGet" -> operated(arguments[1], old, arguments[0]);
            default -> throw new AssertionError("nothing says what " + name + " should do");
        };
    }

    /** Compared bit by bit. */
    private static boolean same(Object one, Object other) {
        return switch (one) {
            case Float number -> Float.floatToRawIntBits(number) == Float.floatToRawIntBits((float) other);
            case Double number -> Double.doubleToRawLongBits(number) == Double.doubleToRawLongBits((double) other);
            default -> one.equals(other);
        };
    }

    private static Object sum(Object old, Object delta) {
        return switch (old) {
            case Byte number -> (byte) (number + ((Number) delta).byteValue());
            case Short number -> (short) (number + ((Number) delta).shortValue());
            case Character number -> (char) (number + ((Number) delta).intValue());
            case Integer number -> number + ((Number) delta).intValue();
            case Long number -> number + ((Number) delta).longValue();
            case Float number -> number + ((Number) delta).floatValue();
            case Double number -> number + ((Number) delta).doubleValue();
            default -> throw new AssertionError(old);
        };
    }

    /** What an operator makes of a value, and an operand if it takes one, in the type of the value. */
    private static Object operated(Object operator, Object value, Object operand) {
        return switch (operator) {
            case IntUnaryOperator ints -> cut(ints.applyAsInt(integer(value)), value);
            case IntBinaryOperator ints -> cut(ints.applyAsInt(integer(value), integer(operand)), value);
            case LongUnaryOperator longs -> longs.applyAsLong((long) value);
            case LongBinaryOperator longs -> longs.applyAsLong((long) value, (long) operand);
            case DoubleUnaryOperator doubles -> rounded(doubles.applyAsDouble(number(value)), value);
            case DoubleBinaryOperator doubles -> rounded(doubles.applyAsDouble(number(value), number(operand)), value);
            default -> throw new AssertionError(operator);
        };
    }

    private static int integer(Object value) {
        return value instanceof Character letter ? letter : ((Number) value).intValue();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static Object cut(int result, Object as) {
        return switch (as) {
            case Byte _ -> (byte) result;
            case Short _ -> (short) result;
            case Character _ -> (char) result;
            default -> result;
        };
    }

    private static Object rounded(double result, Object as) {
        if (as instanceof Float) {
            return (float) result;
        }
        return result;
    }
}
