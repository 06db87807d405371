package dev.offspring.pool;

import dev.offspring.error.ChildDiedException;
import dev.offspring.error.PoolFailedException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.error.TransferException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Failures of items, told with the item and its place. */
final class Failures {
    private static final int LONGEST_ITEM = 60;
    private static final int MOST_SUPPRESSED = 10;

    private @Nullable RuntimeException first;
    private long firstIndex = Long.MAX_VALUE;
    private long count;

    /** Another item has failed. */
    void add(Entry<?> entry, RuntimeException why) {
        RuntimeException told = atItem(entry, why);
        RuntimeException known = first;
        count++;
        if (known == null) {
            first = told;
            firstIndex = entry.index();
        } else if (entry.index() < firstIndex) {
            first = told;
            firstIndex = entry.index();
            suppress(told, known);
        } else {
            suppress(known, told);
        }
    }

    private void suppress(RuntimeException by, RuntimeException other) {
        if (count <= MOST_SUPPRESSED) {
            by.addSuppressed(other);
        }
    }

    /** Throws the failure of the item that stood first in the input, if any has failed. */
    void throwFirst() {
        RuntimeException known = first;
        if (known != null) {
            throw known;
        }
    }

    private static RuntimeException atItem(Entry<?> entry, RuntimeException why) {
        String message = "item " + entry.index() + " (" + inWords(entry.item()) + "): " + why.getMessage();
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
