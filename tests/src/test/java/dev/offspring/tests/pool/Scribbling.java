package dev.offspring.tests.pool;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Worker;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Code that writes where it must not. */
final class Scribbling {
    private Scribbling() {}

    /** Writes random words over the memory that this worker shares with its pool. */
    @ProcessTarget
    @SuppressWarnings("restricted")
    static int scribble(long seed, int words) throws IOException {
        Worker worker = Worker.current();
        String name = worker.pool() + "-" + (worker.number() + 1);
        List<String> mappings = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains(name) && line.contains("rw-s"))
                .toList();
        if (mappings.isEmpty()) {
            throw new IllegalStateException("this worker has no link");
        }
        Random random = new Random(seed);
        for (String mapping : mappings) {
            String[] range = mapping.substring(0, mapping.indexOf(' ')).split("-", 2);
            long from = Long.parseUnsignedLong(range[0], 16);
            long length = Long.parseUnsignedLong(range[1], 16) - from;
            MemorySegment memory = MemorySegment.ofAddress(from).reinterpret(length);
            for (int i = 0; i < words; i++) {
                long at = (random.nextInt(4) == 0 ? random.nextLong(2048) : random.nextLong(length)) & -Long.BYTES;
                long word = random.nextBoolean() ? random.nextLong() : random.nextInt(1 << 18);
                memory.set(ValueLayout.JAVA_LONG, at, word);
            }
        }
        return 1;
    }
}
