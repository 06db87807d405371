package dev.offspring.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the rounds have measured, by key. */
final class Samples {
    private final Map<String, List<Double>> byKey = new HashMap<>();

    void add(Map<String, Double> round) {
        round.forEach((key, value) ->
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(value));
    }

    /** The median of a key's measurements, or nothing if there are none. */
    OptionalDouble median(String key) {
        List<Double> values = byKey.get(key);
        return values == null ? OptionalDouble.empty() : OptionalDouble.of(median(values));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
