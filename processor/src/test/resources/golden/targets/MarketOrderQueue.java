// Written by Offspring from demo.Market.Order. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.channel.Overflow;
import dev.offspring.channel.Queue;
import dev.offspring.channel.Stubs;
import dev.offspring.wire.Types;

/**
 * Queues of {@link Market.Order}, whose messages do not say what they are.
 */
@Generated("demo.Market.Order")
@SuppressWarnings("exports")
public final class MarketOrderQueue {
    static {
        Types.join(MarketRegistry.INSTANCE);
    }

    private MarketOrderQueue() {
    }

    /**
     * A queue without a bound.
     */
    public static Queue<Market.Order> create() {
        return Stubs.queue(Market.Order.class, MarketOrderSerializer.INSTANCE);
    }

    /**
     * A queue of at most {@code capacity} elements, in which {@code put} waits for room.
     */
    public static Queue<Market.Order> bounded(int capacity) {
        return bounded(capacity, Overflow.BLOCK);
    }

    /**
     * A queue of at most {@code capacity} elements, and what it does with one more.
     */
    public static Queue<Market.Order> bounded(int capacity, Overflow overflow) {
        return Stubs.queue(Market.Order.class, MarketOrderSerializer.INSTANCE, capacity, overflow);
    }
}
