package dev.offspring.memory;

import dev.offspring.error.ArenaFullException;
import java.util.ArrayList;
import java.util.List;

/** A root process with a small arena, which says what happens to it when that is full. */
final class FullArena {
    private static final long MEBIBYTE = 1 << 20;
    private static final int[] MEBIBYTES = {400, 300, 200, 150, 90, 40, 20, 400};

    private FullArena() {}

    public static void main(String[] args) {
        switch (args[0]) {
            case "to-the-last-byte" -> toTheLastByte();
            case "closed-blocks-of-other-sizes" -> closedBlocksOfOtherSizes();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void toTheLastByte() {
        Session session = Session.current();
        List<Block> blocks = new ArrayList<>();
        long left = session.arena().mapping().size() - SessionLayout.BLOCKS;
        for (long size = Long.highestOneBit(left); size > BlockLayout.PAYLOAD; size /= 2) {
            if ((left & size) != 0) {
                blocks.add(session.allocate(HeapWorker.KIND, size - BlockLayout.PAYLOAD));
            }
        }
        System.out.println("left "
                + (session.arena().mapping().size() - session.arena().mapping().getLong(SessionLayout.BUMP)));
        try {
            session.allocate(HeapWorker.KIND, MEBIBYTE);
        } catch (ArenaFullException e) {
            System.out.println("full");
        }
        blocks.forEach(Block::close);
        session.allocate(HeapWorker.KIND, 1).close();
        System.out.println("works on");
    }

    private static void closedBlocksOfOtherSizes() {
        for (int mebibytes : MEBIBYTES) {
            Session.current().allocate(HeapWorker.KIND, mebibytes * MEBIBYTE).close();
        }
        System.out.println("all found room");
    }
}
