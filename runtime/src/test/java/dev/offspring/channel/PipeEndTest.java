package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.BrokenPipeException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.error.TransferException;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import dev.offspring.sync.SyncJvm;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a {@link Pipe} ends: when the last who holds the other end has closed it or died, and not before, wherever that end is. */
@Tag("contract")
final class PipeEndTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    /** A death is known within 200 ms; the machine may be busy. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration SHORT = Duration.ofMillis(30);

    /** Longer than a look at the other end takes, and than the pause before it. */
    private static final Duration LOOKS = Duration.ofMillis(250);

    private final Crew crew = new Crew();
    private final Pipe<Object> pipe = Pipe.duplex();
    private final Connection<Object> here = pipe.first();
    private final Connection<Object> there = pipe.second();
    private final Queue<Object> carrier = Queue.create();

    @AfterEach
    void close() {
        pipe.close();
        carrier.close();
        crew.close();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void assertAtItsEnd() throws Exception {
        long start = System.nanoTime();
        assertThat(here.poll(LONG)).isTrue();
        assertThat(since(start)).isLessThan(SOON);
        assertThatThrownBy(here::receive).isInstanceOf(EndOfStreamException.class);
        assertThatThrownBy(() -> here.receive(LONG)).isInstanceOf(EndOfStreamException.class);
        assertThatThrownBy(here::receiveBytes).isInstanceOf(EndOfStreamException.class);
        assertThatThrownBy(here::receiveMessage).isInstanceOf(EndOfStreamException.class);
        assertThatThrownBy(() -> here.receiveAllBytes(message -> {}, 1)).isInstanceOf(EndOfStreamException.class);
        assertThat(here.poll()).isTrue();
        assertThat(Select.await(LONG, here)).containsExactly(here);
        assertThatThrownBy(() -> here.send(1)).isInstanceOf(BrokenPipeException.class);
        assertThatThrownBy(() -> here.sendBytes(new byte[1])).isInstanceOf(BrokenPipeException.class);
        assertThatThrownBy(() -> here.sendAllBytes(List.of(MemorySegment.ofArray(new byte[1]))))
                .isInstanceOf(BrokenPipeException.class);
        assertThatThrownBy(() -> here.loan(1)).isInstanceOf(BrokenPipeException.class);
    }

    private void assertNotAtItsEnd() throws Exception {
        assertThat(here.poll(LOOKS)).isFalse();
        here.send("on");
    }

    @Test
    void close_ofTheOtherEnd_leavesWhatWasSentAndThenTheEnd() throws Exception {
        there.send("one");
        there.sendBytes(new byte[100_000]);
        there.close();
        assertThat(here.receive()).isEqualTo("one");
        assertThat(here.receiveBytes()).hasSize(100_000);
        assertAtItsEnd();
    }

    @ParameterizedTest
    @EnumSource
    void close_wakesThoseWhoReceive(Place place) throws Exception {
        Doing<Object> receiving =
                crew.hand(place).ask(there, Connection::receive).asleep();
        Doing<Boolean> polling =
                crew.hand(place).ask(there, end -> end.poll(LONG)).asleep();
        Doing<Object> timed =
                crew.hand(place).ask(there, end -> end.receive(LONG)).asleep();
        long start = System.nanoTime();
        here.close();
        receiving.failure(EndOfStreamException.class);
        assertThat(polling.get()).isTrue();
        timed.failure(EndOfStreamException.class);
        assertThat(since(start)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource
    void end_heldByTwo_endsWithTheSecond(Place place) throws Exception {
        Hand hand = crew.hand(place);
        try (Connection<Object> shared = there.share()) {
            hand.tell(shared, end -> end.send("held")).get();
            assertThat(here.receive()).isEqualTo("held");
            there.close();
            assertNotAtItsEnd();
            assertThat(hand.ask(shared, Connection::receive).get()).isEqualTo("on");
            hand.tell(shared, Connection::close).get();
        } // another JVM's is not this one
        assertAtItsEnd();
    }

    @Test
    void end_whoseHolderIsKilled_isKnownSoon() throws Exception {
        SyncJvm jvm = crew.freshJvm();
        jvm.hand(false).tell(there, end -> end.send("last words")).get();
        there.close();
        Doing<Object> receiving = crew.jvm(1)
                .hand(false)
                .ask(here, end -> {
                    Object words = end.receive();
                    end.receive();
                    return words;
                })
                .asleep();
        jvm.kill();
        long start = System.nanoTime();
        receiving.failure(EndOfStreamException.class);
        assertThat(since(start)).isLessThan(SOON);
        assertAtItsEnd();
    }

    /** Whoever sends into the void is told at the latest after some more than a MiB. */
    @Test
    void sender_whoseReceiverIsKilled_isToldAfterAMebibyte() throws Exception {
        SyncJvm jvm = crew.freshJvm();
        jvm.hand(false).tell(there, end -> end.send("here")).get();
        there.close();
        assertThat(here.receive()).isEqualTo("here");
        jvm.kill();
        byte[] bytes = new byte[1_000];
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 3_000; i++) {
                        here.sendBytes(bytes);
                    }
                })
                .isInstanceOf(BrokenPipeException.class);
        assertAtItsEnd();
    }

    @Test
    void end_whoseHolderIsStopped_isHeld() throws Exception {
        SyncJvm jvm = crew.freshJvm();
        Hand hand = jvm.hand(false);
        Doing<Object> receiving = hand.ask(there, end -> {
                    try (end) {
                        return end.receive();
                    }
                })
                .asleep();
        there.close();
        jvm.stop();
        assertNotAtItsEnd();
        jvm.goOn();
        assertThat(receiving.get()).isEqualTo("on");
        assertAtItsEnd();
    }

    @ParameterizedTest
    @EnumSource
    void end_sentInAMessage_movesThere(Place place) throws Exception {
        carrier.put(List.of("take it", there));
        assertThat(there.isClosed()).isTrue();
        assertThatThrownBy(there::receive)
                .isInstanceOf(ClosedHandleException.class)
                .hasMessageContaining("moved")
                .hasMessageContaining("share()");
        assertNotAtItsEnd();
        Doing<Object> doing = crew.hand(place).ask(carrier, from -> {
            try (Connection<?> end = (Connection<?>) ((List<?>) from.take()).get(1)) {
                return end.receive();
            }
        });
        assertThat(doing.get()).isEqualTo("on");
        assertAtItsEnd();
    }

    @Test
    void end_sentThroughItsOwnKind_movesThere() throws Exception {
        try (Pipe<Connection<Object>> way = Pipe.duplex()) {
            way.first().send(there);
            try (Connection<Object> end = way.second().receive()) {
                assertNotAtItsEnd();
                assertThat(end.receive()).isEqualTo("on");
            }
            assertAtItsEnd();
        }
    }

    @Test
    void pipe_sentWhole_movesWithBothEnds() throws Exception {
        here.send("inside");
        carrier.put(pipe);
        assertThat(here.isClosed() && there.isClosed()).isTrue();
        try (Pipe<?> moved = (Pipe<?>) carrier.take()) {
            assertThat(moved.second().receive()).isEqualTo("inside");
        }
    }

    /** What nobody takes out of a queue goes with it, and the ends in it come to theirs. */
    @Test
    void end_onItsWayInAQueueThatIsGivenUp_isOver() throws Exception {
        carrier.put(there);
        assertNotAtItsEnd();
        carrier.clear();
        assertAtItsEnd();
    }

    @Test
    void end_onItsWayInAQueueThatIsClosed_isOver() throws Exception {
        carrier.put(there);
        carrier.close();
        assertAtItsEnd();
    }

    /** Property: an end lives as long as the way to it: here a queue in a pipe in a queue. */
    @Test
    void end_onItsWayInWhatIsItselfOnItsWay_isHeldByTheOutermost() throws Exception {
        Queue<Object> inner = Queue.create();
        Pipe<Object> middle = Pipe.duplex();
        inner.put(there);
        middle.first().send(inner);
        carrier.put(middle);
        System.gc(); // nobody refers to the inner queue any more
        assertNotAtItsEnd();
        try (Pipe<?> found = (Pipe<?>) carrier.take();
                Queue<?> queue = (Queue<?>) found.second().receive();
                Connection<?> end = (Connection<?>) queue.take()) {
            assertThat(end.receive()).isEqualTo("on");
        }
        assertAtItsEnd();
    }

    @Test
    void end_onItsWay_outlivesItsSender() throws Exception {
        SyncJvm jvm = crew.freshJvm();
        Hand hand = jvm.hand(false);
        hand.tell(there, end -> end.send("it knows the end")).get();
        List<Object> both = List.of(carrier, there);
        hand.tell(both, things -> PipeEndTest.<Queue<Object>>first(things).put(things.get(1)))
                .get();
        there.close();
        jvm.kill();
        assertThat(here.receive()).isEqualTo("it knows the end");
        assertNotAtItsEnd();
        try (Connection<?> end = (Connection<?>) carrier.take()) {
            assertThat(end.receive()).isEqualTo("on");
        }
        assertAtItsEnd();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as it was put together above
    private static <T> T first(List<?> things) {
        return (T) things.get(0);
    }

    @Test
    void end_takenByOneWhoIsKilled_isOver() throws Exception {
        carrier.put(there);
        SyncJvm jvm = crew.freshJvm();
        jvm.hand(false)
                .tell(carrier, from -> ((Connection<?>) from.take()).poll())
                .get();
        assertNotAtItsEnd();
        jvm.kill();
        assertAtItsEnd();
    }

    /** What moved with a message that cannot be decoded has come to nobody. */
    @Test
    void end_inAMessageThatCannotBeDecoded_isOver() throws Exception {
        carrier.put(List.of(there, Fussy.unreadable(1)));
        assertThatThrownBy(carrier::take).isInstanceOf(TransferException.class);
        assertAtItsEnd();
    }

    @Test
    void end_inAMessageThatCouldNotBeSent_stays() throws Exception {
        assertThatThrownBy(() -> carrier.put(List.of(there, Fussy.unwritable(1))))
                .isInstanceOf(TransferException.class);
        try (Queue<Object> full = Queue.bounded(1, Overflow.FAIL);
                Pipe<Object> broken = Pipe.duplex()) {
            full.put(1);
            assertThat(full.offer(there)).isFalse();
            broken.second().close();
            assertThatThrownBy(() -> broken.first().send(there)).isInstanceOf(BrokenPipeException.class);
        }
        assertThat(there.isClosed()).isFalse();
        assertNotAtItsEnd();
        assertThat(there.receive(SHORT)).isEqualTo("on");
    }

    @Test
    void share_staysWhenTheOtherMovesAway() throws Exception {
        try (Connection<Object> kept = there.share()) {
            carrier.put(there);
            here.send("for either");
            assertThat(kept.receive()).isEqualTo("for either");
            carrier.clear();
            assertNotAtItsEnd();
        }
        assertAtItsEnd();
    }
}
