package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.OtherJvm;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Session;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Lock;
import dev.offspring.sync.Place;
import dev.offspring.sync.SyncJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the elements of a {@link Queue} may be: of any size, with shared things in them, and ones that fail. */
@Tag("contract")
final class QueueElementsTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Crew crew = new Crew();
    private final Queue<Object> queue = Queue.create();

    @AfterEach
    void close() {
        queue.close();
        crew.close();
    }

    /** Property: around each size at which something else is done with an element, nothing happens to it. */
    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "OTHER_JVM"})
    void elements_ofAllSizes_areTakenAsTheyWerePut(Place place) throws Exception {
        int[] sizes = {
            0, 1, 7, 8, 100, 8_150, 8_180, 8_192, 8_193, 9_000, 65_400, 65_536, 1 << 20, place.far ? 3 << 20 : 20 << 20
        };
        Hand hand = crew.hand(place);
        for (int size : sizes) {
            byte[] bytes = bytes(size);
            queue.put(bytes);
            int hash = hand.ask(queue, from -> Arrays.hashCode((byte[]) from.take()))
                    .get();
            assertThat(hash).as("hash of %d bytes", size).isEqualTo(Arrays.hashCode(bytes));
            hand.tell(queue, to -> to.put(bytes(size))).get();
            assertThat((byte[]) queue.take()).isEqualTo(bytes);
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Property: small and large ones keep their order among each other, over many chunks. */
    @Test
    void elements_smallAndLargeMixed_keepTheirOrder() throws Exception {
        Random random = new Random(1);
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = bytes(random.nextInt(i % 50 == 0 ? 100_000 : 2_000));
            all.add(bytes);
            queue.put(bytes);
        }
        assertThat(queue.size()).isEqualTo(all.size());
        for (byte[] bytes : all) {
            assertThat((byte[]) queue.poll(LONG)).isEqualTo(bytes);
        }
        assertThat(queue.poll()).isNull();
    }

    @Test
    void elements_withNullInside_areTakenAsTheyWerePut() throws Exception {
        List<Object> list = new ArrayList<>(Arrays.asList(1, null, "two"));
        queue.put(list);
        assertThat(queue.take()).isEqualTo(list);
        queue.put(Collections.singletonMap("key", null));
        assertThat(queue.take()).isEqualTo(Collections.singletonMap("key", null));
    }

    /** An element that cannot be encoded is thrown at whoever puts it, and nothing has happened. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void put_ofWhatCannotBeEncoded_throwsAndChangesNothing(boolean typed) throws Exception {
        Queue<Object> of = typed ? fussy() : queue;
        of.put(Fussy.good(1));
        assertThatThrownBy(() -> of.put(Fussy.unwritable(2))).isInstanceOf(TransferException.class);
        assertThatThrownBy(() -> of.offer(Fussy.unwritable(2))).isInstanceOf(TransferException.class);
        assertThatThrownBy(() -> of.add(Fussy.unwritable(2))).isInstanceOf(TransferException.class);
        assertThatThrownBy(() -> of.putAll(List.of(Fussy.good(3), Fussy.unwritable(4), Fussy.good(5))))
                .isInstanceOf(TransferException.class);
        assertThat(of.size()).isEqualTo(2);
        of.put(Fussy.good(6));
        assertThat(Taken.upTo(of, 9)).containsExactly(Fussy.good(1), Fussy.good(3), Fussy.good(6));
        of.close();
    }

    @SuppressWarnings("unchecked") // whatever goes in is one
    private static Queue<Object> fussy() {
        return (Queue<Object>) (Queue<?>) Queue.of(Fussy.class);
    }

    @Test
    void put_ofWhatDoesNotTravel_throwsAndNamesIt() throws Exception {
        Object thread = Thread.currentThread();
        assertThatThrownBy(() -> queue.put(thread))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("Thread");
        List<Object> inside = List.of(1, thread);
        assertThatThrownBy(() -> queue.put(inside)).isInstanceOf(TransferException.class);
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatThrownBy(() -> queue.put(itself)).isInstanceOf(TransferException.class);
        assertThatThrownBy(() -> Queue.of(Thread.class)).isInstanceOf(TransferException.class);
        assertThat(queue.isEmpty()).isTrue();
    }

    /** One that cannot be decoded is one exception at whoever takes it, and the next is as good as ever. */
    @ParameterizedTest
    @EnumSource
    void take_ofWhatCannotBeDecoded_throwsOnceAndTheNextIsFine(Place place) throws Exception {
        queue.putAll(List.of(Fussy.good(1), Fussy.unreadable(2), Fussy.good(3), Fussy.unreadable(4)));
        queue.put(List.of(new byte[100_000], Fussy.unreadable(5)));
        queue.putAll(List.of(Fussy.unreadable(6), Fussy.good(7)));
        Hand hand = crew.hand(place);
        hand.ask(queue, from -> Fussy.good(0).number()).get();
        assertThat(number(hand)).isEqualTo(1);
        hand.tell(queue, QueueElementsTest::fail).get();
        assertThat(number(hand)).isEqualTo(3);
        hand.tell(queue, QueueElementsTest::fail).get();
        hand.tell(queue, QueueElementsTest::fail).get();
        assertThatThrownBy(queue::poll).isInstanceOf(TransferException.class);
        assertThat(queue.take()).isEqualTo(Fussy.good(7));
        assertThat(queue.isEmpty()).isTrue();
    }

    private int number(Hand hand) throws Exception {
        return hand.ask(queue, from -> ((Fussy) from.take()).number()).get();
    }

    private static void fail(Queue<Object> from) {
        assertThatThrownBy(from::take).isInstanceOf(TransferException.class);
    }

    @Test
    void drainTo_thatMeetsWhatCannotBeDecoded_keepsWhatItHas() throws Exception {
        queue.putAll(List.of(1, Fussy.unreadable(2), 3));
        List<Object> into = new ArrayList<>();
        assertThatThrownBy(() -> queue.drainTo(into)).isInstanceOf(TransferException.class);
        assertThat(into).containsExactly(1, 3);
        assertThat(queue.drainTo(into)).isZero();
    }

    /** Property: an element that cannot be decoded costs itself, and not those that were taken with it. */
    @Test
    void drainTo_withATimeThatMeetsWhatCannotBeDecoded_losesNothingElse() throws Exception {
        queue.putAll(List.of(1, Fussy.unreadable(2), 3));
        List<Object> all = new ArrayList<>();
        int failures = 0;
        while (!queue.isEmpty()) {
            try {
                queue.drainTo(all, 9, Duration.ofSeconds(30));
            } catch (TransferException e) {
                failures++;
            }
        }
        assertThat(all).containsExactly(1, 3);
        assertThat(failures).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void typed_givenToAnother_isOfThatTypeThere(Place place) throws Exception {
        try (Queue<Integer> ints = Queue.of(Integer.class);
                Queue<String> texts = Queue.of(String.class, 3, Overflow.DROP_OLDEST)) {
            crew.hand(place)
                    .tell(ints, to -> to.putAll(List.of(1, Integer.MIN_VALUE)))
                    .get();
            assertThat(Taken.upTo(ints, 2)).containsExactly(1, Integer.MIN_VALUE);
            texts.putAll(List.of("a", "", "ü", "x".repeat(100_000)));
            assertThat(crew.hand(place).ask(texts, Queue::take).get()).isEmpty();
            assertThat(Taken.upTo(texts, 3)).containsExactly("ü", "x".repeat(100_000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void queue_insideOfAnElement_isTheSameQueueThere(Place place) throws Exception {
        try (Queue<Object> inner = Queue.bounded(7)) {
            queue.put(List.of("answer here", inner));
            crew.hand(place).tell(queue, QueueElementsTest::answer).get();
            assertThat(inner.poll(LONG)).isEqualTo("answer");
            assertThat(inner.remainingCapacity()).isEqualTo(7);
        }
    }

    @SuppressWarnings("unchecked")
    private static void answer(Queue<Object> queue) throws InterruptedException {
        ((Queue<Object>) ((List<?>) queue.take()).get(1)).put("answer");
    }

    /** Property: what an element carries is kept while it is on its way, although whoever made it is dead. */
    @Test
    void handles_whoseMakerIsKilled_canBeTaken() throws Exception {
        SyncJvm maker = crew.freshJvm();
        maker.hand(false).tell(queue, QueueElementsTest::putSharedThings).get();
        maker.kill();
        Session.current().reap();
        List<?> things = (List<?>) queue.take();
        SharedInt number = (SharedInt) things.get(0);
        assertThat(number.get()).isEqualTo(42);
        Lock lock = (Lock) things.get(1);
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        @SuppressWarnings("unchecked")
        Queue<Object> inner = (Queue<Object>) things.get(2);
        assertThat(((SharedInt) inner.take()).get()).isEqualTo(43);
        number.close();
        lock.close();
        inner.close();
    }

    private static void putSharedThings(Queue<Object> queue) throws InterruptedException {
        Queue<Object> inner = Queue.create();
        inner.put(SharedInt.create(43));
        queue.put(List.of(SharedInt.create(42), Lock.create(), inner));
    }

    @ParameterizedTest
    @EnumSource
    void handles_madeHere_areTheSameThere(Place place) throws Exception {
        try (Lock lock = Lock.create();
                SharedInt number = SharedInt.create(1)) {
            queue.put(List.of(lock, number));
            crew.hand(place).tell(queue, QueueElementsTest::addUnderTheLock).get();
            assertThat(number.get()).isEqualTo(2);
        }
    }

    private static void addUnderTheLock(Queue<Object> queue) throws InterruptedException {
        List<?> things = (List<?>) queue.take();
        Lock lock = (Lock) things.get(0);
        if (!lock.tryLock(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the lock is held: " + lock);
        }
        ((SharedInt) things.get(1)).getAndAdd(1);
        lock.unlock();
    }

    /** A message for which there is no room, and what it does to a queue and a pipe: see {@link SmallArena}. */
    @Test
    void put_ofMoreThanTheArenaHolds_saysSoAndTheQueueGoesOn() throws Exception {
        List<String> options = new ArrayList<>(List.of("-Doffspring.arena=16m", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
        for (String name : List.of("offspring.wait", "offspring.file")) {
            String value = System.getProperty(name);
            if (value != null) {
                options.add("-D" + name + "=" + value);
            }
        }
        try (OtherJvm jvm = OtherJvm.start(options, SmallArena.class)) {
            jvm.awaitExit();
            assertThat(jvm.said().lines())
                    .containsExactly(
                            "too large: ArenaFullException",
                            "queue works",
                            "too many: ArenaFullException",
                            "queue gave all",
                            "pipe too large: ArenaFullException",
                            "pipe works",
                            "loan too large: ArenaFullException",
                            "carried is kept");
        }
    }
}
