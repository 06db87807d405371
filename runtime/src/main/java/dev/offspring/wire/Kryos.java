package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The {@code Kryo} objects of this process. One is for one thread at a time, and costs 60 ms to make first and 50 kB: so
 * they are lent to messages rather than kept by threads, of which there may be a million.
 */
final class Kryos {
    /** Nested deeper than this is a graph that contains itself. */
    private static final int DEEPEST = 2_000;

    private static final ConcurrentLinkedQueue<Kryo> IDLE = new ConcurrentLinkedQueue<>();

    static {
        // Kryo's Unsafe buffers, which nobody here uses, make the JDK warn. What the user has set is left alone.
        if (System.getProperty("kryo.unsafe") == null) {
            System.setProperty("kryo.unsafe", "false");
        }
    }

    private Kryos() {}

    static Kryo borrow() {
        Kryo idle = IDLE.poll();
        return idle != null ? idle : create();
    }

    static void giveBack(Kryo kryo) {
        kryo.reset();
        IDLE.offer(kryo);
    }

    // A resolver of references, Kryo's way to send a graph, costs every message; trees do without: null.
    @SuppressWarnings("NullAway")
    private static Kryo create() {
        Kryo kryo = new Kryo(new TypeResolver(), null);
        kryo.setRegistrationRequired(true);
        kryo.setMaxDepth(DEEPEST);
        return kryo;
    }
}
