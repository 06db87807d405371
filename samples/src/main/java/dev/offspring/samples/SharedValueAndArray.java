package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.shared.SharedDouble;
import dev.offspring.shared.SharedIntArray;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A number and an array in shared memory, changed by a child.
 *
 * <p>Python: {@code num = Value('d', 0.0)}, {@code arr = Array('i', range(10))}. Each typecode has a type of its own
 * here, so that a wrong one is a compile error.
 */
public final class SharedValueAndArray {
    private SharedValueAndArray() {}

    @ProcessTarget
    static void f(SharedDouble n, SharedIntArray a) {
        n.set(3.1415927);
        for (long i = 0; i < a.length(); i++) {
            a.set(i, -a.get(i));
        }
    }

    public static void main(String[] args) throws InterruptedException {
        try (var num = SharedDouble.create(0.0);
                var arr = SharedIntArray.of(IntStream.range(0, 10).toArray())) {
            SharedValueAndArrayTargets.f(num, arr).start().join();
            System.out.println(num.get());
            System.out.println(Arrays.toString(arr.toArray()));
        }
    }
}
