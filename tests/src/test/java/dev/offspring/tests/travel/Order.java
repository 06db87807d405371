package dev.offspring.tests.travel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record with a bit of everything of the user's own. */
@SuppressWarnings("ArrayRecordComponent") // users have such
record Order(
        int id,
        @Nullable String customer,
        List<Line> lines,
        Map<String, Priority> priorities,
        Optional<Line> best,
        @Nullable Shape shape,
        int @Nullable [][] grid,
        Pair<String, Integer> pair) {
    record Line(String article, double price, @Nullable Line next) {}

    enum Priority {
        LOW,
        HIGH {
            @Override
            boolean first() {
                return true;
            }
        };

        boolean first() {
            return false;
        }
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Pair<A, B>(A first, B second) {}
}
