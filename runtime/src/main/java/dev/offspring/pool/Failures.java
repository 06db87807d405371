package dev.offspring.pool;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TaskRejectedException;
import dev.offspring.error.TransferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Failures of items, told with the item and its place. */
final class Failures {
    private static final int LONGEST_ITEM = 60;
    private static final int MOST_SUPPRESSED = 10;

    private final List<RuntimeException> others = new ArrayList<>();
    private @Nullable RuntimeException first;
    private long firstIndex = Long.MAX_VALUE;

    /** Another item has failed. */
    void add(long index, @Nullable Object item, RuntimeException why) {
        RuntimeException told = atItem(index, item, why);
        RuntimeException known = first;
        if (known == null) {
            first = told;
            firstIndex = index;
        } else if (index < firstIndex) {
            first = told;
            firstIndex = index;
            keep(known);
        } else {
            keep(told);
        }
    }

    private void keep(RuntimeException other) {
        if (others.size() < MOST_SUPPRESSED) {
            others.add(other);
        }
    }

    /** Throws the failure of the item that stood first in the input, if any has failed. */
    @SuppressWarnings("ReferenceEquality") // one and the same may be the failure of many
    void throwFirst() {
        RuntimeException known = first;
        if (known == null) {
            return;
        }
        for (RuntimeException other : others) {
            if (other != known && !(other instanceof PoolFailedException)) { // that the pool has failed is said once
                known.addSuppressed(other);
            }
        }
        throw known;
    }

    private static RuntimeException atItem(long index, @Nullable Object item, RuntimeException why) {
        String message = "item " + index + " (" + inWords(item) + "): " + why.getMessage();
        return switch (why) {
            case TaskFailedException e -> new TaskFailedException(message, e.getCause());
            case TransferException e -> new TransferException(message, e.getCause() == null ? e : e.getCause());
            case ChildDiedException e ->
                new ChildDiedException(
                        message,
                        e.pid(),
                        e.process(),
                        e.target(),
                        e.reason(),
                        e.lastLines(),
                        e.crashReport().orElse(null));
            case PoolFailedException e -> e;
            case TaskRejectedException e -> e;
            case CancellationException e -> e;
            default -> new TaskFailedException(message, why);
        };
    }

    private static String inWords(@Nullable Object item) {
        String text;
        try {
            text = item instanceof CharSequence chars ? "\"" + chars + "\"" : String.valueOf(item);
        } catch (RuntimeException | Error e) {
            // A user's toString() must not hide the failure.
            text = item == null ? "null" : item.getClass().getSimpleName();
        }
        return text.length() <= LONGEST_ITEM ? text : text.substring(0, LONGEST_ITEM) + "…";
    }
}
