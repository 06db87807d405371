package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.shared.SharedInt;
import dev.offspring.shared.SharedLongArray;
import dev.offspring.sync.Lock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Targets that do next to nothing. */
final class Lean {
    private Lean() {}

    @ProcessTarget
    static void nothing(String text, int[] numbers) {}

    @ProcessTarget
    static List<Object> turn(List<Object> things) {
        return new ArrayList<>(things.reversed());
    }

    enum Color {
        RED,
        GREEN
    }

    sealed interface Growth {}

    record Leaf(int id, Integer box, String text, List<Long> numbers, Color color) implements Growth {}

    record Fruit(BigDecimal weight, Duration ripens, SharedInt counter, Object seed) implements Growth {}

    record Tree(String name, List<Tree> branches, Map<Color, Leaf> leaves, Optional<Growth> best) {}

    @ProcessTarget
    static Tree graft(Tree tree, List<Tree> branches) {
        return new Tree(tree.name(), branches, tree.leaves(), tree.best());
    }

    @ProcessTarget
    static void share(SharedInt number, SharedLongArray numbers, Lock lock) {
        number.addAndGet(1);
    }
}
