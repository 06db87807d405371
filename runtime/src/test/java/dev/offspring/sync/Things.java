package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shared things as words of a command line, for the other processes of tests. */
final class Things {
    private static final String ENCODED = "=";

    private Things() {}

    /** What travels otherwise: channels. */
    private static String encoded(Object thing) {
        try (Encoder out = new Encoder()) {
            out.write(Serializers.any(), thing);
            String text = ENCODED + HexFormat.of().formatHex(out.toMessage());
            out.handOver();
            return text;
        }
    }

    private static Object decoded(String word) {
        try (Decoder in = Decoder.ofMessage(HexFormat.of().parseHex(word.substring(ENCODED.length())))) {
            return in.read(Serializers.any());
        }
    }

    static String text(Object thing) {
        @Nullable
        Handle handle = switch (thing) {
            case Lock lock -> lock.handle();
            case Condition condition -> condition.block().handle();
            case ReadWriteLock lock -> lock.handle();
            case Event event -> event.block().handle();
            case Semaphore semaphore -> semaphore.block().handle();
            case Barrier barrier -> barrier.block().handle();
            case CountDownLatch latch -> latch.block().handle();
            case Block block -> block.handle();
            default -> null;
        };
        if (handle == null) {
            return encoded(thing);
        }
        return handle.offset() + "," + handle.generation() + "," + handle.kind();
    }

    /** What the words stand for; a condition belongs to the lock before it. */
    static List<Object> parse(List<String> words) {
        List<Object> things = new ArrayList<>();
        Lock last = null;
        for (String word : words) {
            if (word.startsWith(ENCODED)) {
                things.add(decoded(word));
                continue;
            }
            String[] parts = word.split(",", -1);
            Block block = Session.current()
                    .attach(new Handle(
                            Session.current().address().nonce(),
                            Long.parseLong(parts[0]),
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2])));
            Object thing = thing(block, last);
            if (thing instanceof Lock lock) {
                last = lock;
            }
            things.add(thing);
        }
        return things;
    }

    private static Object thing(Block block, @Nullable Lock last) {
        return switch (block.handle().kind()) {
            case Kinds.LOCK -> Lock.guardOf(block);
            case Kinds.CONDITION -> new Condition(Objects.requireNonNull(last, "its lock"), block);
            case Kinds.READ_WRITE_LOCK -> ReadWriteLock.of(block);
            case Kinds.EVENT -> new Event(block);
            case Kinds.SEMAPHORE, Kinds.OWNED_SEMAPHORE -> new Semaphore(block);
            case Kinds.BARRIER -> new Barrier(block);
            case Kinds.COUNT_DOWN_LATCH -> new CountDownLatch(block);
            default -> block;
        };
    }
}
