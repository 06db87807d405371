package dev.offspring.memory;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Random;

/** A process that allocates, fills and closes blocks until it is killed, or as often as it is told. */
final class HeapWorker {
    static final int KIND = 1000;

    private static final int[] BYTES = {1, 100, 128, 500, 5_000, 70_000, 1 << 20, 3 << 20};
    private static final int MOST_HELD = 20;

    private HeapWorker() {}

    public static void main(String[] args) {
        Session.adopt(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        long times = Long.parseLong(args[2]);
        ArrayDeque<Block> held = new ArrayDeque<>();
        for (long i = 0; i < times; i++) {
            held.add(allocated(BYTES[random.nextInt(BYTES.length)], random));
            if (i == 0) {
                System.out.println("running");
            }
            while (held.size() > random.nextInt(MOST_HELD)) {
                held.remove().close();
            }
        }
        held.forEach(Block::close);
    }

    private static Block allocated(int bytes, Random random) {
        Block block = Session.current().allocate(KIND, bytes);
        long dirty = block.segment().asSlice(0, bytes).mismatch(MemorySegment.ofArray(new byte[bytes]));
        if (dirty >= 0) {
            System.out.println("not zero: byte " + dirty + " of " + bytes);
            Runtime.getRuntime().halt(3);
        }
        block.segment().asSlice(0, bytes).fill((byte) (1 + random.nextInt(100)));
        Block again = Session.current().attach(block.handle());
        again.check();
        again.detach();
        block.check();
        return block;
    }
}
