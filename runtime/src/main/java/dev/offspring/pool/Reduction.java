package dev.offspring.pool;

import java.util.function.BinaryOperator;

/** Puts results together, one after the other. */
final class Reduction<R> {
    private final BinaryOperator<R> operator;
    private R value;

    Reduction(R identity, BinaryOperator<R> operator) {
        this.operator = operator;
        this.value = identity;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what a target gives is of its type
    <T> R of(Batch<T> batch) throws InterruptedException {
        batch.runAll((entry, result) -> value = operator.apply(value, (R) result));
        return value;
    }
}
