package dev.offspring.pool;

import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What all {@link ContextCarrier}s together take along. */
final class Contexts {
    private Contexts() {}

    private static final class Carriers {
        static final List<ContextCarrier> ALL = load();

        private static List<ContextCarrier> load() {
            List<ContextCarrier> all = new ArrayList<>();
            ServiceLoader.load(ContextCarrier.class).forEach(all::add);
            return List.copyOf(all);
        }
    }

    /** Of this thread, as bytes; null if there is nothing to take along. */
    static byte @Nullable [] capture() {
        if (Carriers.ALL.isEmpty()) {
            return null;
        }
        Map<String, String> context = new HashMap<>();
        for (ContextCarrier carrier : Carriers.ALL) {
            Map<String, String> captured = carrier.capture();
            if (captured != null) { // of an MDC that was never used
                context.putAll(captured);
            }
        }
        return context.isEmpty() ? null : bytes(context);
    }

    private static byte[] bytes(Map<String, String> context) {
        try (Encoder out = new Encoder()) {
            out.writeInt(context.size());
            context.forEach((key, value) -> {
                out.writeString(key);
                out.writeString(value);
            });
            return out.toBytes();
        }
    }

    /** This thread has that context until what is given back is closed. */
    static AutoCloseable enter(byte[] bytes) {
        Map<String, String> context = new HashMap<>();
        try (Decoder in = new Decoder(bytes)) {
            for (int left = in.readInt(); left > 0; left--) {
                context.put(in.readString(), in.readString());
            }
        }
        Deque<AutoCloseable> entered = new ArrayDeque<>();
        for (ContextCarrier carrier : Carriers.ALL) {
            entered.push(carrier.enter(Map.copyOf(context)));
        }
        return () -> {
            while (!entered.isEmpty()) {
                entered.pop().close();
            }
        };
    }
}
