package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offspring.error.BufferTooSmallException;
import dev.offspring.error.TransferException;
import dev.offspring.sync.Crew;
import dev.offspring.sync.Doing;
import dev.offspring.sync.Hand;
import dev.offspring.sync.Place;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link Connection} for raw bytes: messages are neither merged nor split, nor copied more than they must be. */
@Tag("contract")
final class PipeBytesTest {
    private static final int[] SIZES = {0, 1, 7, 8, 9, 100, 128, 129, 8_191, 8_192, 8_193, 65_400, 70_000, 3 << 20};

    private final Crew crew = new Crew();
    private final Pipe<Object> pipe = Pipe.duplex();
    private final Connection<Object> here = pipe.first();
    private final Connection<Object> there = pipe.second();

    @AfterEach
    void close() {
        pipe.close();
        crew.close();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void messages_ofAllSizes_keepTheirBoundaries(Place place) throws Exception {
        Doing<Boolean> echo = crew.hand(place).tell(there, end -> {
            for (int i = 0; i < SIZES.length; i++) {
                end.sendBytes(end.receiveBytes());
            }
        });
        for (int size : SIZES) {
            here.sendBytes(bytes(size));
        }
        for (int size : SIZES) {
            assertThat(here.receiveBytes()).as("of %d bytes", size).isEqualTo(bytes(size));
        }
        echo.get();
        assertThat(here.poll()).isFalse();
    }

    @Test
    void part_ofAnArray_isSentAlone() throws Exception {
        byte[] all = bytes(20_000);
        for (int length : new int[] {0, 1, 9, 8_193}) {
            here.sendBytes(all, 13, length);
            assertThat(there.receiveBytes()).isEqualTo(Arrays.copyOfRange(all, 13, 13 + length));
        }
        here.sendBytes(all, all.length, 0);
        assertThat(there.receiveBytes()).isEmpty();
    }

    @Test
    void part_outOfRange_isRefusedAndNothingIsSent() throws Exception {
        byte[] ten = new byte[10];
        int[][] wrong = {{-1, 1}, {0, -1}, {0, 11}, {11, 0}, {5, 6}, {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}};
        for (int[] part : wrong) {
            assertThatThrownBy(() -> here.sendBytes(ten, part[0], part[1]))
                    .as("%d, %d", part[0], part[1])
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(there.poll()).isFalse();
        here.sendBytes(ten);
        assertThat(there.receiveBytes()).hasSize(10);
    }

    @Test
    void buffer_isSentFromItsPositionToItsLimit() throws Exception {
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(100), ByteBuffer.allocateDirect(100))) {
            for (byte i = 0; i < 100; i++) {
                buffer.put(i, i);
            }
            buffer.position(10).limit(14);
            here.sendBytes(buffer);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(there.receiveBytes()).containsExactly(10, 11, 12, 13);
            here.sendBytes(buffer.asReadOnlyBuffer());
            assertThat(there.receiveBytes()).as("nothing remaining").isEmpty();
        }
    }

    @Test
    void buffer_receivesAtItsPosition() throws Exception {
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(20_000), ByteBuffer.allocateDirect(20_000))) {
            buffer.position(5);
            for (int size : new int[] {3, 0, 9_000}) {
                here.sendBytes(bytes(size));
                int before = buffer.position();
                assertThat(there.receiveBytes(buffer)).isEqualTo(size);
                assertThat(buffer.position()).isEqualTo(before + size);
                byte[] received = new byte[size];
                buffer.get(before, received);
                assertThat(received).isEqualTo(bytes(size));
            }
            assertThat(buffer.get(4)).as("what stands before it").isZero();
        }
    }

    @Test
    void segment_receivesAtItsBeginning() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            for (MemorySegment into : List.of(arena.allocate(10_000), MemorySegment.ofArray(new byte[10_000]))) {
                for (int size : new int[] {0, 4, 9_999, 10_000}) {
                    here.sendBytes(MemorySegment.ofArray(bytes(size)));
                    assertThat(there.receiveBytes(into)).isEqualTo(size);
                    assertThat(into.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE))
                            .isEqualTo(bytes(size));
                }
            }
        }
    }

    /** A receiver that has too small a buffer has the message all the same, and then the next one. */
    @Test
    void buffer_tooSmall_throwsWithTheMessageAndIsAsItWas() throws Exception {
        for (int size : new int[] {5, 100, 8_192, 100_000}) {
            here.sendBytes(bytes(size));
            here.sendBytes(bytes(size));
            here.sendBytes(bytes(4));
            ByteBuffer buffer = ByteBuffer.allocate(10).position(6);
            BufferTooSmallException tooSmall =
                    catchThrowableOfType(BufferTooSmallException.class, () -> there.receiveBytes(buffer));
            assertThat(tooSmall).hasMessageContaining(size + " bytes");
            assertThat(tooSmall.bytes()).isEqualTo(bytes(size));
            assertThat(buffer).isEqualTo(ByteBuffer.allocate(10).position(6));
            MemorySegment segment = MemorySegment.ofArray(new byte[4]);
            assertThat(catchThrowableOfType(BufferTooSmallException.class, () -> there.receiveBytes(segment))
                            .bytes())
                    .isEqualTo(bytes(size));
            assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
            assertThat(there.receiveBytes(buffer)).isEqualTo(4);
        }
    }

    @Test
    void buffer_thatCanOnlyBeRead_isRefusedAndNothingIsReceived() throws Exception {
        here.sendBytes(bytes(3));
        assertThatThrownBy(() -> there.receiveBytes(ByteBuffer.allocate(10).asReadOnlyBuffer()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        there.receiveBytes(MemorySegment.ofArray(new byte[9]).asReadOnly()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(there.receiveBytes()).hasSize(3);
    }

    /** What fails while it is copied, small or large, leaves nothing behind. */
    @Test
    void segment_thatCannotBeRead_isAnExceptionAndNothingIsSent() throws Exception {
        for (long size : new long[] {16, 100_000}) {
            MemorySegment closed = closed(size);
            assertThatThrownBy(() -> here.sendBytes(closed)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> here.sendAllBytes(
                            List.of(MemorySegment.ofArray(bytes(3)), closed, MemorySegment.ofArray(bytes(4)))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(there.receiveBytes()).as("what stood before it").isEqualTo(bytes(3));
            assertThat(there.poll()).isFalse();
            here.sendBytes(bytes(5));
            assertThat(there.receiveBytes()).isEqualTo(bytes(5));
        }
    }

    private static MemorySegment closed(long size) {
        try (Arena arena = Arena.ofConfined()) {
            return arena.allocate(size);
        }
    }

    @ParameterizedTest
    @EnumSource
    void batch_ofAllSizes_keepsItsBoundaries(Place place) throws Exception {
        Hand hand = crew.hand(place);
        Doing<List<Integer>> receiving = hand.ask(there, end -> {
            List<Integer> hashes = new ArrayList<>();
            while (hashes.size() < 10 * SIZES.length) {
                end.receiveAllBytes(
                        message -> hashes.add(Arrays.hashCode(message.toArray(ValueLayout.JAVA_BYTE))), 1_000);
            }
            return hashes;
        });
        List<MemorySegment> batch = new ArrayList<>();
        List<Integer> hashes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (int size : SIZES) {
                batch.add(MemorySegment.ofArray(bytes(size)));
                hashes.add(Arrays.hashCode(bytes(size)));
            }
        }
        here.sendAllBytes(batch);
        assertThat(receiving.get()).isEqualTo(hashes);
    }

    @Test
    void batch_receivesNoMoreThanAsked() throws Exception {
        here.sendAllBytes(List.of());
        assertThat(there.poll()).isFalse();
        here.sendAllBytes(List.of(MemorySegment.ofArray(bytes(1)), MemorySegment.ofArray(bytes(2))));
        assertThatThrownBy(() -> there.receiveAllBytes(message -> {}, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> there.receiveAllBytes(message -> {}, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(there.receiveAllBytes(
                        message -> assertThat(message.isReadOnly()).isTrue(), 1))
                .isOne();
        assertThat(there.receiveBytes()).isEqualTo(bytes(2));
    }

    @Test
    void batch_whoseReceiverThrows_losesWhatWasTakenWithItAndTheEndGoesOn() throws Exception {
        here.sendAllBytes(List.of(
                MemorySegment.ofArray(bytes(1)),
                MemorySegment.ofArray(bytes(3)),
                MemorySegment.ofArray(bytes(100_000))));
        assertThatThrownBy(() -> there.receiveAllBytes(
                        message -> {
                            throw new IllegalStateException("no more");
                        },
                        10))
                .hasMessage("no more");
        assertThat(there.receiveBytes()).as("not taken yet").isEqualTo(bytes(100_000));
        assertThat(there.poll()).isFalse();
        here.sendBytes(bytes(1));
        here.send("a value");
        here.sendBytes(bytes(2));
        List<Long> sizes = new ArrayList<>();
        assertThatThrownBy(() -> there.receiveAllBytes(message -> sizes.add(message.byteSize()), 10))
                .isInstanceOf(TransferException.class);
        assertThat(sizes).as("the others").containsExactly(1L, 2L);
        here.sendBytes(bytes(7));
        assertThat(there.receiveBytes()).isEqualTo(bytes(7));
    }
}
