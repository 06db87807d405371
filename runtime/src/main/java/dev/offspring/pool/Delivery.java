package dev.offspring.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer on its way to whoever asked; handed over when no lock is held. */
record Delivery(Job job, Answer answer) {
    @SuppressWarnings("ReferenceEquality") // which one it is matters
    static void all(List<Delivery> deliveries) {
        Job.@Nullable Sink last = null;
        for (Delivery each : deliveries) {
            Job.Sink sink = each.job().sink;
            if (last != null && last != sink) {
                last.flush();
            }
            last = sink;
            each.job().release();
            sink.completed(each.job(), each.answer());
        }
        if (last != null) {
            last.flush();
        }
    }
}
