package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Property: atomic operations on elements that share an int lose nothing of each other's, whatever the interleaving. */
final class NeighboursTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 200_000;

    @Test
    void bytes_besideEachOther_keepTheirOwnCounts() throws Exception {
        try (SharedByteArray array = SharedByteArray.create(THREADS)) {
            onThreads(index -> {
                if (index % 2 == 0) {
                    array.getAndAdd(index, (byte) 1);
                } else {
                    byte old = array.get(index); // only this thread writes it
                    assertThat(array.compareAndSet(index, old, (byte) (old + 1)))
                            .isTrue();
                }
            });
            assertThat(array.toArray()).containsOnly((byte) ROUNDS);
        }
    }

    @Test
    void shorts_besideEachOther_keepTheirOwnCounts() throws Exception {
        try (SharedShortArray array = SharedShortArray.create(THREADS)) {
            onThreads(index -> array.getAndAdd(index, (short) 1));
            assertThat(array.toArray()).containsOnly((short) ROUNDS);
        }
    }

    @Test
    void chars_besideEachOther_keepTheirOwnCounts() throws Exception {
        try (SharedCharArray array = SharedCharArray.create(THREADS)) {
            onThreads(index -> array.getAndAdd(index, 1));
            assertThat(array.toArray()).containsOnly((char) ROUNDS);
        }
    }

    /** Two threads to an element, which locks a count. */
    @Test
    void booleans_besideEachOther_lockOneThreadOutEach() throws Exception {
        int[] counts = new int[THREADS / 2];
        try (SharedBooleanArray array = SharedBooleanArray.create(counts.length)) {
            onThreads(index -> {
                int element = index / 2;
                while (!array.compareAndSet(element, false, true)) {
                    LockSupport.parkNanos(1);
                }
                counts[element]++;
                assertThat(array.getAndSet(element, false)).isTrue();
            });
        }
        assertThat(counts).containsOnly(2 * ROUNDS);
    }

    /** All threads on one element. */
    @Test
    void byte_ofAllThreads_countsAll() throws Exception {
        try (SharedByte one = SharedByte.create((byte) 0)) {
            onThreads(index -> one.getAndAdd((byte) 1));
            assertThat(one.get()).isEqualTo((byte) (THREADS * ROUNDS));
        }
    }

    private static void onThreads(IntConsumer step) throws Exception {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int index = i;
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            step.accept(index);
                        }
                    },
                    task -> Thread.ofPlatform().daemon().start(task)));
        }
        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
}
