package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.TransferException;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Pipe} and {@link Connection} for values, between this thread and one in each place. */
@Tag("contract")
final class PipeTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Crew crew = new Crew();
    private final Pipe<Object> pipe = Pipe.duplex();
    private final Connection<Object> here = pipe.first();
    private final Connection<Object> there = pipe.second();

    @AfterEach
    void close() {
        pipe.close();
        crew.close();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @EnumSource
    void values_goBothWaysInTheirOrder(Place place) throws Exception {
        Doing<Boolean> echo = crew.hand(place).tell(there, end -> {
            for (int i = 0; i < 300; i++) {
                end.send(List.of(end.receive()));
            }
        });
        for (int i = 0; i < 300; i++) {
            here.send(i);
        }
        for (int i = 0; i < 300; i++) {
            assertThat(here.receive(LONG)).isEqualTo(List.of(i));
        }
        echo.get();
        assertThat(here.poll()).isFalse();
    }

    @Test
    void values_withNullInside_areReceivedAsTheyWereSent() throws Exception {
        List<Object> list = new ArrayList<>(Arrays.asList(42, null, "hello"));
        here.send(list);
        assertThat(there.receive()).isEqualTo(list);
    }

    /** Property: those who hold the same end share the messages, each of which one of them gets. */
    @Test
    void values_sentToFourWhoHoldTheSameEnd_areReceivedOnce() throws Exception {
        List<Doing<List<Object>>> receiving = new ArrayList<>();
        for (Hand hand : crew.oneInEachPlace()) {
            receiving.add(hand.ask(there, end -> {
                List<Object> received = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    received.add(end.receive());
                }
                return received;
            }));
        }
        for (int i = 0; i < 4 * 50; i++) {
            here.send(i);
        }
        List<Object> all = new ArrayList<>();
        for (Doing<List<Object>> one : receiving) {
            all.addAll(one.get());
        }
        assertThat(all).hasSize(4 * 50).doesNotHaveDuplicates();
    }

    @Test
    void end_usedInTheWrongDirection_refusesInEachForm() throws Exception {
        try (Pipe<Object> simplex = Pipe.simplex()) {
            Connection<Object> receives = simplex.first();
            Connection<Object> sends = simplex.second();
            assertThat(receives.isReadable()).isTrue();
            assertThat(receives.isWritable()).isFalse();
            assertThat(sends.isReadable()).isFalse();
            assertThat(sends.isWritable()).isTrue();
            assertThat(here.isReadable() && here.isWritable()).isTrue();
            byte[] bytes = new byte[3];
            assertUnsupported(() -> receives.send(1));
            assertUnsupported(() -> receives.sendBytes(bytes));
            assertUnsupported(() -> receives.sendAllBytes(List.of()));
            assertUnsupported(() -> receives.loan(3));
            assertUnsupported(sends::receive);
            assertUnsupported(() -> sends.receive(SHORT));
            assertUnsupported(sends::receiveBytes);
            assertUnsupported(sends::receiveMessage);
            assertUnsupported(() -> sends.receiveAllBytes(message -> {}, 3));
            assertUnsupported(sends::poll);
            assertUnsupported(() -> sends.poll(SHORT));
            assertUnsupported(() -> Select.await(SHORT, sends));
            sends.send("all the same");
            assertThat(receives.receive()).isEqualTo("all the same");
        }
    }

    private interface Use {
        void run() throws Exception;
    }

    private static void assertUnsupported(Use use) {
        assertThatThrownBy(use::run)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("simplex");
    }

    @Test
    void poll_withoutAMessage_isFalseWhenTheTimeIsOver() throws Exception {
        long start = System.nanoTime();
        assertThat(here.poll()).isFalse();
        assertThat(here.poll(Duration.ZERO)).isFalse();
        assertThat(here.poll(Duration.ofDays(-1))).isFalse();
        assertThat(since(start)).isLessThan(SOON);
        start = System.nanoTime();
        assertThat(here.poll(SHORT)).isFalse();
        assertThat(since(start)).isBetween(SHORT, LONG);
    }

    @Test
    void poll_withAMessage_isTrueAgainAndAgainUntilItIsReceived() throws Exception {
        there.send("one");
        for (int i = 0; i < 3; i++) {
            assertThat(here.poll()).isTrue();
            assertThat(here.poll(LONG)).isTrue();
        }
        assertThat(here.receive()).isEqualTo("one");
        assertThat(here.poll()).isFalse();
        there.sendBytes(new byte[0]);
        assertThat(here.poll()).as("a message of no bytes").isTrue();
        assertThat(here.receiveBytes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void receiver_asleep_isWokenByAMessage(Place place) throws Exception {
        Hand hand = crew.hand(place);
        Doing<Boolean> polling = hand.ask(there, end -> end.poll(LONG)).asleep();
        long start = System.nanoTime();
        here.send(1);
        assertThat(polling.get()).isTrue();
        assertThat(hand.ask(there, Connection::receive).get()).isEqualTo(1);
        Doing<Object> timed = hand.ask(there, end -> end.receive(LONG)).asleep();
        here.send(2);
        assertThat(timed.get()).isEqualTo(2);
        Doing<Object> receiving = hand.ask(there, Connection::receive).asleep();
        here.send(3);
        assertThat(receiving.get()).isEqualTo(3);
        assertThat(since(start)).isLessThan(SOON);
    }

    @Test
    void receive_whenNothingComes_timesOut() {
        assertThatThrownBy(() -> here.receive(Duration.ZERO)).isInstanceOf(TimeoutException.class);
        long start = System.nanoTime();
        assertThatThrownBy(() -> here.receive(SHORT))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("30 ms");
        assertThat(since(start)).isBetween(SHORT, LONG);
    }

    /** Property: of two that wait for a while one gets the message, and the other does not wait any longer than it may. */
    @Test
    void receive_ofTwoForOneMessage_timesOutForTheOther() throws Exception {
        for (int round = 0; round < 3; round++) {
            List<Doing<Boolean>> both = new ArrayList<>();
            for (Hand hand : List.of(crew.hand(Place.PLATFORM), crew.hand(Place.OTHER_JVM))) {
                both.add(hand.ask(there, PipeTest::receivesWithinAMoment));
            }
            here.send(round);
            assertThat(both.get(0).get()).isNotEqualTo(both.get(1).get());
        }
    }

    private static boolean receivesWithinAMoment(Connection<Object> end) throws InterruptedException {
        try {
            end.receive(Duration.ofMillis(300));
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void receive_interrupted_throwsAndReceivesNothing(Place place) throws Exception {
        Hand hand = crew.hand(place);
        Doing<Object> receiving = hand.ask(there, Connection::receive).asleep();
        hand.interrupt();
        receiving.failure(InterruptedException.class);
        Doing<Boolean> polling = hand.ask(there, end -> end.poll(LONG)).asleep();
        hand.interrupt();
        polling.failure(InterruptedException.class);
        here.send("kept");
        assertThat(hand.ask(there, Connection::receive).get()).isEqualTo("kept");
    }

    @Test
    void send_ofWhatCannotBeEncodedOrDecoded_isOneExceptionAndNoMore() throws Exception {
        here.send(1);
        assertThatThrownBy(() -> here.send(Fussy.unwritable(2))).isInstanceOf(TransferException.class);
        here.send(Fussy.unreadable(3));
        here.send(4);
        assertThat(there.receive()).isEqualTo(1);
        assertThatThrownBy(there::receive).isInstanceOf(TransferException.class);
        assertThat(there.receive()).isEqualTo(4);
        assertThat(there.poll()).isFalse();
    }

    @Test
    void message_receivedAsWhatItIsNot_isOneExceptionAndNoMore() throws Exception {
        here.sendBytes(new byte[5]);
        here.send("a value");
        here.send("a value");
        here.sendBytes(new byte[100_000]);
        here.send("the last");
        assertThatThrownBy(there::receive).isInstanceOf(TransferException.class).hasMessageContaining("receiveBytes()");
        assertThatThrownBy(there::receiveBytes)
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("receive()");
        assertThatThrownBy(there::receiveMessage).isInstanceOf(TransferException.class);
        assertThatThrownBy(there::receive).isInstanceOf(TransferException.class);
        assertThat(there.receive()).isEqualTo("the last");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what no type checker would let pass
    void null_isRefused() throws Exception {
        assertThatThrownBy(() -> here.send(null)).isInstanceOf(NullPointerException.class);
        assertThat(there.poll()).isFalse();
    }

    @Test
    void end_closedHere_refusesInEachForm() throws Exception {
        there.send("never received");
        assertThat(here.isClosed()).isFalse();
        here.close();
        here.close();
        assertThat(here.isClosed()).isTrue();
        List<Use> uses = List.of(
                () -> here.send(1),
                () -> here.sendBytes(new byte[1]),
                () -> here.sendAllBytes(List.of()),
                () -> here.loan(1),
                here::receive,
                () -> here.receive(SHORT),
                here::receiveBytes,
                here::receiveMessage,
                () -> here.receiveAllBytes(message -> {}, 1),
                here::poll,
                () -> here.poll(SHORT),
                () -> Select.await(SHORT, here),
                here::share);
        for (Use use : uses) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(ClosedHandleException.class)
                    .hasMessageContaining("closed here");
        }
    }

    /** The other holders of the same end go on. */
    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL"})
    void close_whileAThreadReceivesHere_endsThat(Place place) throws Exception {
        try (Connection<Object> shared = there.share()) {
            Doing<Object> receiving =
                    crew.hand(place).ask(there, Connection::receive).asleep();
            Doing<Boolean> polling =
                    crew.hand(place).ask(there, end -> end.poll(LONG)).asleep();
            Doing<Object> other =
                    crew.hand(place).ask(shared, Connection::receive).asleep();
            long start = System.nanoTime();
            there.close();
            receiving.failure(ClosedHandleException.class);
            polling.failure(ClosedHandleException.class);
            assertThat(since(start)).isLessThan(SOON);
            here.send("for the other");
            assertThat(other.get()).isEqualTo("for the other");
        }
    }

    @Test
    void handles_ofTheSameEnd_areEqual() {
        try (Connection<Object> same = here.share()) {
            assertThat(same).isEqualTo(here).hasSameHashCodeAs(here).isNotEqualTo(there);
            assertThat(new Pipe<>(same, there)).isEqualTo(pipe).hasSameHashCodeAs(pipe);
            assertThat(pipe.toString()).contains("Pipe[").contains("first end").contains("second end");
        }
    }
}
