package dev.offspring.tests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.channel.Overflow;
import dev.offspring.channel.Pipe;
import dev.offspring.channel.Queue;
import dev.offspring.channel.Select;
import dev.offspring.error.ChildDiedException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.error.QueueShutdownException;
import dev.offspring.process.ChildProcess;
import dev.offspring.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels between a program and its children, through generated code. */
@Timeout(60)
final class ChannelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void producers_putIntoOneQueue_untilTheLastOfThemHasEnded() throws Exception {
        try (Queue<Parcel> queue = ParcelQueue.bounded(10);
                ChildProcess<Void> first = TrafficTargets.put(queue, 0, 1_000).start();
                ChildProcess<Void> second =
                        TrafficTargets.put(queue, 10_000, 1_000).start()) {
            queue.shutdownAfter(first, second);
            List<Integer> low = new ArrayList<>();
            List<Integer> high = new ArrayList<>();
            for (Parcel parcel : queue.untilShutdown()) {
                (parcel.number() < 10_000 ? low : high).add(parcel.number());
                assertThat(parcel.more()).containsExactly("a", "b");
            }
            assertThat(low).hasSize(1_000).isSorted();
            assertThat(high).hasSize(1_000).isSorted();
        }
    }

    /** A sealed hierarchy and an enum through their stubs; a generic record through a queue of everything. */
    @Test
    void elementsOfTheUsersOwn_arriveAsTheyWereSent() throws Exception {
        List<Traffic.Cargo> all = List.of(
                new Traffic.Crate("fragile", List.of(Optional.of(new Parcel(1, "one", List.of())), Optional.empty())),
                new Traffic.Barrel(0.5),
                new Traffic.Crate("", List.of()));
        try (Queue<Traffic.Cargo> cargo = TrafficCargoQueue.create();
                Queue<Traffic.Sack<Traffic.Cargo>> sacks = TrafficSackQueue.create();
                Pipe<Traffic.Light> lights = TrafficLightPipe.simplex();
                ChildProcess<Void> child =
                        TrafficTargets.repack(cargo, sacks, lights.second()).start()) {
            cargo.putAll(all);
            cargo.shutdown();
            for (Traffic.Cargo one : all) {
                assertThat(sacks.poll(PATIENCE)).isEqualTo(new Traffic.Sack<>(one, List.of(one)));
            }
            assertThat(lights.first().receive(PATIENCE)).isEqualTo(Traffic.Light.GREEN);
            assertThatThrownBy(() -> lights.first().receive()).isInstanceOf(EndOfStreamException.class);
            assertThat(child.join(PATIENCE)).isTrue();
        }
    }

    @Test
    void producerThatDies_isNamedAfterWhatItHadPut() throws Exception {
        try (Queue<Parcel> queue = ParcelQueue.create();
                ChildProcess<Void> child = TrafficTargets.produceAndDie(queue).start()) {
            queue.shutdownAfter(child);
            assertThat(queue.take().text()).isEqualTo("the last words");
            assertThatThrownBy(queue::take)
                    .isInstanceOf(ChildDiedException.class)
                    .hasMessageContaining(child.name())
                    .hasMessageContaining("pid " + child.pid())
                    .satisfies(died ->
                            assertThat(((ChildDiedException) died).pid()).isEqualTo(child.pid()));
        }
    }

    @Test
    void queuesInARecord_goBothWays() throws Exception {
        try (Queue<Parcel> there = ParcelQueue.create();
                Queue<Object> back = Queue.create();
                ChildProcess<Integer> echo =
                        TrafficTargets.echo(new Traffic.Ways(there, back)).start()) {
            for (int i = 0; i < 100; i++) {
                there.put(new Parcel(i, "x".repeat(i * 1_000), List.of()));
            }
            there.shutdown();
            for (int i = 0; i < 100; i++) {
                assertThat(back.take()).isEqualTo(new Parcel(i, "x".repeat(i * 1_000), List.of()));
            }
            assertThat(echo.result(PATIENCE)).isEqualTo(100);
            assertThatThrownBy(there::take).isInstanceOf(QueueShutdownException.class);
        }
    }

    /** What CPython cannot: nobody reads, and the child ends all the same. */
    @Test
    void childThatFillsAQueueThatNobodyReads_ends() throws Exception {
        int megabytes = 1 << 10;
        try (Queue<byte[]> queue = Queue.of(byte[].class);
                ChildProcess<Void> child = TrafficTargets.fill(queue, megabytes).start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            assertThat(child.exitCode()).isEqualTo(OptionalInt.of(0));
            long bytes = 0;
            for (byte[] next = queue.poll(); next != null; next = queue.poll()) {
                bytes += next.length;
            }
            assertThat(bytes).isEqualTo((long) megabytes << 20);
        }
    }

    @Test
    void endThatIsAnArgument_movesAndIsClosedWithItsTask() throws Exception {
        try (Pipe<Parcel> pipe = ParcelPipe.simplex();
                ChildProcess<Integer> child = TrafficTargets.count(pipe.first()).start()) {
            assertThatThrownBy(() -> pipe.first().receive())
                    .isInstanceOf(ClosedHandleException.class)
                    .hasMessageContaining("moved");
            pipe.second().send(new Parcel(1, "one", List.of()));
            pipe.second().send(new Parcel(2, "two", List.of()));
            pipe.second().close();
            assertThat(child.result(PATIENCE)).isEqualTo(2);
        }
    }

    @Test
    void holderOfAnEndIsKilled_theOtherComesToItsEnd() throws Exception {
        try (Pipe<Parcel> pipe = ParcelPipe.duplex();
                Event held = Event.create();
                ChildProcess<Void> child =
                        TrafficTargets.keep(pipe.second(), held).start()) {
            assertThat(held.await(PATIENCE)).isTrue();
            assertThat(pipe.first().poll(Duration.ofMillis(200))).isFalse();
            child.kill();
            long start = System.nanoTime();
            assertThatThrownBy(() -> pipe.first().receive()).isInstanceOf(EndOfStreamException.class);
            System.out.println("the end of a killed holder's end was known after "
                    + (System.nanoTime() - start) / 1_000_000 + " ms");
            assertThat(Select.await(PATIENCE, child, held)).contains(held);
            held.clear();
            assertThat(Select.await(PATIENCE, child, held)).containsExactly(child);
        }
    }

    /** Its JVM does not even start: the end that was to move there does not live on in a message that nobody reads. */
    @Test
    void childThatNeverReadsItsArguments_letsGoOfTheEnd() throws Exception {
        try (Pipe<Parcel> pipe = ParcelPipe.duplex();
                Event held = Event.create();
                ChildProcess<Void> child = TrafficTargets.keep(pipe.second(), held)
                        .process()
                        .jvmArgs("-XX:NoSuchOption")
                        .start()) {
            assertThat(child.join(PATIENCE)).isTrue();
            assertThatThrownBy(() -> pipe.first().receive()).isInstanceOf(EndOfStreamException.class);
        }
    }

    @Test
    void pipeMadeByAChild_comesBackAsItsResult() throws Exception {
        try (ChildProcess<Pipe<Parcel>> child = TrafficTargets.open().start();
                Pipe<Parcel> pipe = child.result(PATIENCE)) {
            child.join(PATIENCE);
            assertThat(pipe.first().receive().text()).isEqualTo("from a child");
        }
    }

    @Test
    void sharedStaticQueue_isTheSameForAll() throws Exception {
        try (ChildProcess<Void> child = TrafficTargets.leaveInInbox().start()) {
            assertThat(TrafficShared.inbox().take().text()).isEqualTo("in the inbox");
            child.join(PATIENCE);
        }
    }

    @Test
    void typedQueue_refusesWhenFull() throws Exception {
        try (Queue<Parcel> queue = ParcelQueue.bounded(1, Overflow.FAIL)) {
            queue.put(new Parcel(1, "", List.of()));
            assertThatThrownBy(() -> queue.put(new Parcel(2, "", List.of())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("full");
        }
    }
}
