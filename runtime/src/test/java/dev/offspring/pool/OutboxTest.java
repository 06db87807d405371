package dev.offspring.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.wire.Encoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for room on its way to a worker. */
final class OutboxTest {
    private static final byte[] SHORT = {1, 2, 3};

    private final WorkerLink link = WorkerLink.create("outbox-test");
    private final Ring worker = WorkerLink.open(link.path()).tasks();
    private final Outbox outbox = new Outbox();

    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Message(int kind, byte[] bytes) {}

    @AfterEach
    void close() {
        link.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static Job job() {
        try (Encoder encoder = new Encoder()) {
            Job job = Job.of(TravellingCall.TARGET.of("a"), encoder, null, answers -> {}, null);
            job.state = Job.State.GIVEN;
            return job;
        }
    }

    /** Reads as a worker does, what there is. */
    private List<Message> read() {
        List<Message> messages = new ArrayList<>();
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        while (true) {
            while (worker.hasNext()) {
                byte[] into = new byte[worker.length() + Long.BYTES];
                worker.copy(into, 0);
                parts.write(into, 0, worker.length());
                int kind = worker.kind();
                worker.pass();
                worker.release();
                if (kind == WorkerLayout.VOID) {
                    parts.reset();
                } else if (kind != WorkerLayout.FRAGMENT) {
                    messages.add(new Message(kind, parts.toByteArray()));
                    parts.reset();
                }
            }
            outbox.pump();
            if (!outbox.publish()) {
                assertThat(parts.size()).isZero();
                return messages;
            }
        }
    }

    @Test
    void messages_beforeThereIsALink_waitForIt() {
        outbox.send(job(), WorkerLayout.RUN, 0, SHORT, 0, 3);
        assertThat(outbox.waits()).isTrue();
        assertThat(outbox.publish()).isFalse();
        outbox.attach(link);
        outbox.pump();
        assertThat(outbox.waits()).isFalse();
        assertThat(outbox.publish()).isTrue();
        assertThat(outbox.publish()).isFalse();
        assertThat(read()).extracting(Message::kind).containsExactly(WorkerLayout.RUN);
    }

    @Test
    void messages_ofAnyLength_goInPartsAndInOrder() {
        outbox.attach(link);
        List<byte[]> sent = new ArrayList<>();
        for (int length : new int[] {
            0,
            5,
            Ring.MOST_BYTES,
            1,
            Ring.MOST_BYTES + 1,
            8,
            WorkerLayout.RING_BYTES,
            10 * WorkerLayout.RING_BYTES + 3,
            1
        }) {
            byte[] bytes = bytes(length);
            sent.add(bytes);
            outbox.send(job(), WorkerLayout.RUN, 0, bytes, 0, length);
        }
        assertThat(outbox.waits()).isTrue();
        boolean ignored = outbox.publish();
        List<Message> messages = read();
        assertThat(messages).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(Arrays.equals(messages.get(i).bytes(), sent.get(i))).isTrue();
        }
        assertThat(outbox.waits()).isFalse();
    }

    /** The worker has got a part of it, and then something else comes, before it is told that nothing was taken back. */
    @Test
    void messageTakenBackHalfWritten_doesNotSpoilTheNext() {
        outbox.attach(link);
        Job large = job();
        byte[] bytes = bytes(3 * WorkerLayout.RING_BYTES);
        outbox.send(large, WorkerLayout.RUN, 0, bytes, 0, bytes.length);
        outbox.send(null, WorkerLayout.TARGET, 1, SHORT, 0, 3);
        Job next = job();
        outbox.send(next, WorkerLayout.RUN, 1, SHORT, 0, 3);
        outbox.pump();
        boolean ignored = outbox.publish();
        assertThat(worker.mayHaveNext()).isTrue();

        large.state = Job.State.PENDING;
        next.state = Job.State.PENDING;
        outbox.forgetTakenBack();
        outbox.send(null, WorkerLayout.RESUME, 0, SHORT, 0, 3);

        List<Message> messages = read();
        assertThat(messages).extracting(Message::kind).containsExactly(WorkerLayout.TARGET, WorkerLayout.RESUME);
        assertThat(messages).allSatisfy(message -> assertThat(message.bytes()).isEqualTo(SHORT));
    }
}
