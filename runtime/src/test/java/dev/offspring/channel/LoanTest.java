package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.BrokenPipeException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.memory.DeadProcess;
import dev.offspring.memory.Heap;
import dev.offspring.memory.Session;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import dev.offspring.sync.SyncJvm;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are written in place and read in place: {@link Loan} and {@link Message}. */
@Tag("contract")
final class LoanTest {
    private static final int BYTES = 100_000;

    /** What another JVM holds until it dies. */
    private static final List<Object> HELD = new CopyOnWriteArrayList<>();

    private final Crew crew = new Crew();
    private final Pipe<Object> pipe = Pipe.duplex();
    private final Connection<Object> here = pipe.first();
    private final Connection<Object> there = pipe.second();

    @AfterEach
    void close() {
        pipe.close();
        crew.close();
    }

    @ParameterizedTest
    @EnumSource
    void loan_published_isReceivedAsItWasWritten(Place place) throws Exception {
        Doing<Long> reading = crew.hand(place).ask(there, end -> {
            try (Message message = end.receiveMessage()) {
                MemorySegment bytes = message.segment();
                long sum = 0;
                for (long i = 0; i < message.size(); i++) {
                    sum += bytes.get(ValueLayout.JAVA_BYTE, i);
                }
                return sum;
            }
        });
        try (Loan loan = here.loan(BYTES)) {
            assertThat(loan.segment().byteSize()).isEqualTo(BYTES);
            loan.segment().fill((byte) 3);
            loan.publish();
        }
        assertThat(reading.get()).isEqualTo(3L * BYTES);
    }

    /** Nothing is copied on the whole way: lent, received, sent on and received again, the bytes lie where they lay. */
    @Test
    void message_sentOn_staysWhereItLies() throws Exception {
        Loan loan = here.loan(BYTES);
        loan.segment().fill((byte) 5);
        long address = loan.segment().address();
        loan.publish();
        Message message = there.receiveMessage();
        assertThat(message.segment().address()).isEqualTo(address);
        there.sendBytes(message);
        try (Message again = here.receiveMessage()) {
            assertThat(again.segment().address()).isEqualTo(address);
            assertThat(again.toArray()).hasSize(BYTES).containsOnly(5);
        }
        message.close();
        there.sendBytes(MemorySegment.ofArray(new byte[] {1, 2}));
        try (Message small = here.receiveMessage()) {
            here.sendBytes(small);
        }
        assertThat(there.receiveBytes()).containsExactly(1, 2);
    }

    @Test
    void message_canOnlyBeRead() throws Exception {
        for (int size : new int[] {0, 10, BYTES}) {
            here.sendBytes(new byte[size]);
            Message message = there.receiveMessage();
            assertThat(message.size()).isEqualTo(size);
            assertThat(message.segment().isReadOnly()).isTrue();
            assertThat(message.toArray()).hasSize(size);
            message.close();
            message.close();
        }
    }

    @Test
    void loan_published_isGone() throws Exception {
        Loan loan = here.loan(BYTES);
        assertThatThrownBy(() -> loan.publish(BYTES + 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> loan.publish(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        loan.publish(9);
        assertThatThrownBy(loan::publish).isInstanceOf(ClosedHandleException.class);
        loan.close();
        loan.close();
        assertThat(there.receiveBytes()).hasSize(9);
        assertThat(there.poll()).isFalse();
    }

    @Test
    void loan_ofNothingAndLess_isEmptyOrRefused() throws Exception {
        here.loan(0).publish();
        assertThat(there.receiveBytes()).isEmpty();
        assertThatThrownBy(() -> here.loan(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> here.loan(Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loan_closedUnpublished_goesBack() throws Exception {
        here.loan(BYTES).close();
        int parts = parts();
        for (int i = 0; i < 100; i++) {
            Loan loan = here.loan(BYTES);
            loan.close();
            assertThatThrownBy(loan::publish).isInstanceOf(ClosedHandleException.class);
        }
        assertThat(parts()).isEqualTo(parts);
        assertThat(there.poll()).isFalse();
    }

    @Test
    void loan_toNobody_isABrokenPipeAndGoesBack() throws Exception {
        Loan loan = here.loan(BYTES);
        there.close();
        assertThatThrownBy(loan::publish).isInstanceOf(BrokenPipeException.class);
        assertThatThrownBy(loan::publish).isInstanceOf(ClosedHandleException.class);
        assertThatThrownBy(() -> here.loan(1)).isInstanceOf(BrokenPipeException.class);
    }

    /** Property: what a process held, lent or received, comes back when it is killed. */
    @Test
    void holder_ofLoansAndMessagesKilled_givesThemBack() throws Exception {
        SyncJvm jvm = crew.freshJvm();
        Hand hand = jvm.hand(false);
        here.sendBytes(new byte[BYTES]);
        there.receiveMessage().close();
        int parts = parts();
        for (int i = 0; i < 5; i++) {
            here.sendBytes(new byte[BYTES + 10_000 * i]);
        }
        hand.tell(there, end -> {
                    for (int i = 0; i < 5; i++) {
                        HELD.add(end.receiveMessage());
                    }
                    HELD.add(end.loan(3 * BYTES));
                })
                .get();
        assertThat(parts()).as("one of five was a spare").isGreaterThanOrEqualTo(parts + 4);
        jvm.kill();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Session.current().reap();
            DeadProcess.reapUnderPressure();
            assertThat(parts()).isLessThanOrEqualTo(parts);
        });
        here.sendBytes(new byte[BYTES]);
        assertThat(there.receiveBytes()).hasSize(BYTES);
    }

    private int parts() {
        return Heap.partsOf(here.pipeHandle().offset(), here.pipeHandle().generation());
    }
}
