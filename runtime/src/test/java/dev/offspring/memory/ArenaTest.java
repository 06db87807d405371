package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.OtherJvm;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.SessionException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that is closed returns; and what is not this session's is refused. */
final class ArenaTest {
    private static final long NONCE = 42;
    private static final long MIB = 1 << 20;
    private static final long STAT_BLOCK_BYTES = 512;

    private final Session session = Session.current();

    @Test
    void blocks_madeAndClosedOverAndOver_takeNoNewMemory() {
        for (int round = 0; round < 10; round++) {
            makeAndClose();
        }
        long before = bump();
        for (int round = 0; round < 1_000; round++) {
            makeAndClose();
        }
        assertThat(bump()).isEqualTo(before);
    }

    private void makeAndClose() {
        for (long bytes : List.of(8L, 1_000L, 100_000L)) {
            try (Block block = session.allocate(HeapWorker.KIND, bytes)) {
                assertThat(block.segment().get(ValueLayout.JAVA_BYTE, bytes - 1))
                        .isZero();
                block.segment().fill((byte) 1);
            }
        }
    }

    /** Property: a large closed block holds no pages; it reads as zeros when it is used again. */
    @Test
    void block_largeAndClosed_givesItsPagesBack() throws Exception {
        long bytes = 64 * MIB;
        long before = sessionBytes();
        try (Block block = session.allocate(HeapWorker.KIND, bytes)) {
            block.segment().fill((byte) 7);
            assertThat(sessionBytes()).isGreaterThanOrEqualTo(before + bytes);
        }
        assertThat(sessionBytes()).isLessThan(before + kept(bytes) + MIB);
        try (Block again = session.allocate(HeapWorker.KIND, bytes)) {
            MemorySegment zeros = MemorySegment.ofArray(new byte[(int) MIB]);
            for (long at = 0; at < bytes; at += MIB) {
                assertThat(again.segment().asSlice(at, MIB).mismatch(zeros)).isEqualTo(-1);
            }
        }
    }

    /** Property: whoever lets go last gives the pages back, also if it is not the root; and of all processes' mappings. */
    @Test
    void block_largeAndLetGoByAChild_givesItsPagesBack() throws Exception {
        long bytes = 128 * MIB;
        long before = sessionBytes();
        Block block = session.allocate(HeapWorker.KIND, bytes);
        block.segment().fill((byte) 7);
        long resident = MemoryWorker.residentBytes();
        try (OtherJvm child = OtherJvm.start(MemoryWorker.class, MemoryWorker.arguments("last", block, 0))) {
            child.awaitLine("attached");
            block.close();
            child.awaitLine("gone");
            child.awaitExit();
        }
        assertThat(sessionBytes()).isLessThan(before + kept(bytes) + MIB);
        assertThat(MemoryWorker.residentBytes()).isLessThan(resident - bytes + kept(bytes) + MIB);
    }

    /** In a named file the space stays reserved, and more with it: given back, it might be taken by other files (docs/memory-layout.md). */
    private long kept(long bytes) {
        return session.address().path().startsWith("/proc/") ? 0 : 2 * bytes;
    }

    /** What the file system has allocated for the session file; no Java API says so. */
    private long sessionBytes() throws IOException, InterruptedException {
        session.arena();
        Process stat = new ProcessBuilder(
                        "stat", "-L", "-c", "%b", session.address().path())
                .redirectErrorStream(true)
                .start();
        String said = new String(stat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(stat.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return Long.parseLong(said.strip()) * STAT_BLOCK_BYTES;
    }

    @Test
    void handle_thatIsNotThisSessions_isRefused() {
        try (Block block = session.allocate(HeapWorker.KIND, 8)) {
            Handle good = block.handle();
            session.attach(good).detach();
            assertRefused(
                    new Handle(good.session() + 1, good.offset(), good.generation(), good.kind()), "another session");
            assertRefused(new Handle(good.session(), good.offset(), good.generation() + 1, good.kind()), "closed");
            assertRefused(new Handle(good.session(), good.offset(), good.generation(), good.kind() + 1), "closed");
            for (long offset : List.of(0L, -64L, good.offset() + 1, bump(), Long.MAX_VALUE)) {
                assertRefused(new Handle(good.session(), offset, good.generation(), good.kind()), "corrupt");
            }
        }
    }

    private void assertRefused(Handle handle, String why) {
        assertThatThrownBy(() -> session.attach(handle))
                .isInstanceOf(ClosedHandleException.class)
                .hasMessageContaining(why);
    }

    @Test
    void sessionFile_foreignOrCorrupt_isRefused(@TempDir Path folder) throws IOException {
        assertRefused(folder, header -> header.set(ValueLayout.JAVA_LONG_UNALIGNED, SessionLayout.MAGIC, 0), "else");
        assertRefused(
                folder, header -> header.set(ValueLayout.JAVA_LONG_UNALIGNED, SessionLayout.VERSION, 99), "version");
        assertRefused(
                folder,
                header -> header.set(ValueLayout.JAVA_LONG_UNALIGNED, SessionLayout.NONCE, 1),
                "another session");
        for (long size : new long[] {-1, 0, SessionLayout.BLOCKS - 1, Long.MAX_VALUE}) {
            assertRefused(
                    folder, header -> header.set(ValueLayout.JAVA_LONG_UNALIGNED, SessionLayout.SIZE, size), "corrupt");
        }
        Path tooShort = Files.write(folder.resolve("short"), new byte[100]);
        assertThatThrownBy(() -> Mapping.open(new SessionAddress(tooShort.toString(), NONCE)))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("too short");
        assertThatThrownBy(() ->
                        Mapping.open(new SessionAddress(folder.resolve("none").toString(), NONCE)))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("root process gone");
    }

    private static void assertRefused(Path folder, Consumer<MemorySegment> damage, String why) throws IOException {
        Path file = Files.createTempFile(folder, "session", ".shared");
        SessionLayout.format(file.toString(), NONCE, SessionLayout.BLOCKS);
        byte[] bytes = Files.readAllBytes(file);
        damage.accept(MemorySegment.ofArray(bytes));
        Files.write(file, bytes);
        assertThatThrownBy(() -> Mapping.open(new SessionAddress(file.toString(), NONCE)))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    private long bump() {
        return session.arena().mapping().getLong(SessionLayout.BUMP);
    }
}
