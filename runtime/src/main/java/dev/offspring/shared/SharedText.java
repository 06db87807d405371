package dev.offspring.shared;

import dev.offspring.sync.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A text that processes share, of a size that is fixed when it is made.
 *
 * <p>Any thread of any process of the session may call these methods. A reader sees a text that was set whole, never a
 * mixture, also if its writer was killed while it wrote. It may be an argument of a target, and a part of one. After
 * {@link #close()} by any process, every operation throws {@link dev.offspring.error.ClosedHandleException}.
 */
public final class SharedText implements AutoCloseable {
    private final Cells cells;
    private final int maxBytes;

    SharedText(Cells cells) {
        this.cells = cells;
        this.maxBytes = (int) ((cells.block().bytes() - TextCells.HEADER_BYTES) / 2);
    }

    /**
     * A new, empty one, for at most {@code maxBytes} bytes of UTF-8.
     *
     * @throws IllegalArgumentException if {@code maxBytes} is not positive
     */
    public static SharedText create(int maxBytes) {
        if (maxBytes <= 0 || maxBytes > 1 << 30) {
            throw new IllegalArgumentException("a text of at most " + maxBytes + " bytes is none: 1 to 2^30");
        }
        return new SharedText(Handles.allocate(Kinds.TEXT, TextCells.HEADER_BYTES + 2L * maxBytes));
    }

    /** What a text of at most {@code maxBytes} takes in a struct. */
    static long bytes(int maxBytes) {
        return TextCells.bytes(maxBytes);
    }

    /** How many bytes of UTF-8 fit. */
    public int maxBytes() {
        return maxBytes;
    }

    /** The text; empty before it is first set. */
    public String get() {
        return TextCells.get(cells, 0, maxBytes);
    }

    /**
     * Sets the text.
     *
     * @throws IllegalArgumentException if it does not fit; nothing is changed
     */
    public void set(String value) {
        TextCells.set(cells, 0, maxBytes, value);
    }

    /** The lock that belongs to it, for changes of more than one step. Nothing takes it by itself. */
    public Lock guard() {
        return cells.guard();
    }

    /** Closes it for all processes; its memory returns when the last of them has let go of it. Twice is harmless. */
    @Override
    public void close() {
        cells.close();
    }

    Cells cells() {
        return cells;
    }

    /** Equal are handles of the same text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedText text && text.cells.handle().equals(cells.handle());
    }

    @Override
    public int hashCode() {
        return cells.handle().hashCode();
    }

    @Override
    public String toString() {
        return "SharedText(" + (cells.block().isOpen() ? get() : "closed") + ")";
    }
}
