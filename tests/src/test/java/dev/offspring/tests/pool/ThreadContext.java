package dev.offspring.tests.pool;

import dev.offspring.pool.ContextCarrier;
import java.util.Map;

/** A context of a thread, as that of a logger is, which travels with tasks. */
public final class ThreadContext implements ContextCarrier {
    private static final ThreadLocal<String> TEXT = ThreadLocal.withInitial(() -> "");

    /** For the service loader. */
    public ThreadContext() {}

    static String text() {
        return TEXT.get();
    }

    static void set(String text) {
        TEXT.set(text);
    }

    @Override
    public Map<String, String> capture() {
        String text = TEXT.get();
        return text.isEmpty() ? Map.of() : Map.of("tests.context", text);
    }

    @Override
    public AutoCloseable enter(Map<String, String> context) {
        TEXT.set(context.getOrDefault("tests.context", ""));
        return TEXT::remove;
    }
}
