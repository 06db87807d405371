package dev.offspring.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nothing that several write at once is seen in parts, or lost. */
final class TornTest {
    private static final int THREADS = 4;
    private static final int TIMES = 20_000;
    private static final long SECONDS = 30;

    /** Property: a reader sees one of the texts that were written. */
    @Test
    void text_writtenByMany_isNeverSeenInParts() throws Exception {
        try (SharedText text = SharedText.create(300)) {
            together(thread -> {
                String mine = String.valueOf((char) ('a' + thread)).repeat(50 + 70 * thread);
                for (int i = 0; i < TIMES; i++) {
                    text.set(mine);
                    String seen = text.get();
                    int writer = seen.charAt(0) - 'a';
                    assertThat(seen.length()).isEqualTo(50 + 70 * writer);
                    assertThat(seen.chars().distinct().count()).isEqualTo(1);
                }
            });
        }
    }

    /** Property: neighbours that share a word of memory do not disturb each other. */
    @Test
    void narrowElements_addedToByMany_keepToThemselves() throws Exception {
        try (SharedByteArray bytes = SharedByteArray.create(THREADS);
                SharedShortArray shorts = SharedShortArray.create(THREADS);
                SharedBooleanArray flags = SharedBooleanArray.create(THREADS)) {
            together(thread -> {
                for (int i = 0; i < TIMES; i++) {
                    bytes.getAndAdd(thread, (byte) 1);
                    shorts.getAndAdd(thread, (short) 1);
                    assertThat(flags.compareAndSet(thread, i % 2 == 1, i % 2 == 0))
                            .isTrue();
                }
            });
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(bytes.get(thread)).isEqualTo((byte) TIMES);
                assertThat(shorts.get(thread)).isEqualTo((short) TIMES);
                assertThat(flags.get(thread)).isFalse();
            }
        }
    }

    /** Property: no addition is lost, also where it is a loop of compare-and-set. */
    @Test
    void additions_byMany_areAllCounted() throws Exception {
        try (SharedInt count = SharedInt.create(0);
                SharedDouble sum = SharedDouble.create(0);
                SharedShort narrow = SharedShort.create((short) 0)) {
            together(thread -> {
                for (int i = 0; i < TIMES; i++) {
                    count.getAndAdd(1);
                    sum.getAndAdd(0.5);
                    narrow.getAndAdd((short) 1);
                }
            });
            assertThat(count.get()).isEqualTo(THREADS * TIMES);
            assertThat(sum.get()).isEqualTo(THREADS * TIMES / 2.0);
            assertThat(narrow.get()).isEqualTo((short) (THREADS * TIMES));
        }
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void together(Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                all.add(() -> {
                    work.run(number);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(all, SECONDS, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        }
    }
}
