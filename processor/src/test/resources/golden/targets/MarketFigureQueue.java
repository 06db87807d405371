// Written by Offspring from demo.Market.Figure. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.channel.Overflow;
import dev.offspring.channel.Queue;
import dev.offspring.wire.Types;

/**
 * Queues of {@link Market.Figure}; each message says which class it is of, because there may be several.
 */
@Generated("demo.Market.Figure")
@SuppressWarnings("exports")
public final class MarketFigureQueue {
    static {
        Types.join(MarketRegistry.INSTANCE);
    }

    private MarketFigureQueue() {
    }

    /**
     * A queue without a bound.
     */
    public static Queue<Market.Figure> create() {
        return Queue.create();
    }

    /**
     * A queue of at most {@code capacity} elements, in which {@code put} waits for room.
     */
    public static Queue<Market.Figure> bounded(int capacity) {
        return bounded(capacity, Overflow.BLOCK);
    }

    /**
     * A queue of at most {@code capacity} elements, and what it does with one more.
     */
    public static Queue<Market.Figure> bounded(int capacity, Overflow overflow) {
        return Queue.bounded(capacity, overflow);
    }
}
