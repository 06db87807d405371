package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The orders of sorted collections that travel: those that the JDK gives names. A comparator is code, which does not. */
final class Orders {
    private static final byte NATURAL = 0;
    private static final byte REVERSE = 1;
    private static final byte CASE_INSENSITIVE = 2;

    private Orders() {}

    static void write(Output out, @Nullable Comparator<?> order) {
        if (order == null || order.equals(Comparator.naturalOrder())) {
            out.writeByte(NATURAL);
        } else if (order.equals(Collections.reverseOrder())) {
            out.writeByte(REVERSE);
        } else if (order.equals(String.CASE_INSENSITIVE_ORDER)) {
            out.writeByte(CASE_INSENSITIVE);
        } else {
            throw new TransferException(
                    "a collection sorted by a comparator of its own ("
                            + order.getClass().getName()
                            + ") cannot be encoded: a comparator is code; pass the elements in a list, and sort them in the target");
        }
    }

    // Which elements it compares is for who sent it to know.
    @SuppressWarnings("unchecked")
    static <E> @Nullable Comparator<? super E> read(Input in) {
        byte order = in.readByte();
        return switch (order) {
            case NATURAL -> null;
            case REVERSE -> (Comparator<? super E>) Collections.reverseOrder();
            case CASE_INSENSITIVE -> (Comparator<? super E>) String.CASE_INSENSITIVE_ORDER;
            default -> throw new TransferException("a message is corrupt: there is no order " + order);
        };
    }
}
