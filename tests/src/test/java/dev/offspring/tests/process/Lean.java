package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.shared.SharedInt;
import dev.offspring.shared.SharedLongArray;
import dev.offspring.sync.Lock;
import java.util.ArrayList;
import java.util.List;

/** Targets that do next to nothing. */
final class Lean {
    private Lean() {}

    @ProcessTarget
    static void nothing(String text, int[] numbers) {}

    @ProcessTarget
    static List<Object> turn(List<Object> things) {
        return new ArrayList<>(things.reversed());
    }

    @ProcessTarget
    static void share(SharedInt number, SharedLongArray numbers, Lock lock) {
        number.addAndGet(1);
    }
}
