// Written by Offspring from demo.Market.Color. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.channel.Overflow;
import dev.offspring.channel.Queue;
import dev.offspring.channel.Stubs;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Types;

/**
 * Queues of {@link Market.Color}, whose messages do not say what they are.
 */
@Generated("demo.Market.Color")
final class MarketColorQueue {
    static {
        Types.join(MarketRegistry.INSTANCE);
    }

    private MarketColorQueue() {
    }

    /**
     * A queue without a bound.
     */
    static Queue<Market.Color> create() {
        return Stubs.queue(Market.Color.class, Serializers.enumOf(Market.Color.class));
    }

    /**
     * A queue of at most {@code capacity} elements, in which {@code put} waits for room.
     */
    static Queue<Market.Color> bounded(int capacity) {
        return bounded(capacity, Overflow.BLOCK);
    }

    /**
     * A queue of at most {@code capacity} elements, and what it does with one more.
     */
    static Queue<Market.Color> bounded(int capacity, Overflow overflow) {
        return Stubs.queue(Market.Color.class, Serializers.enumOf(Market.Color.class), capacity, overflow);
    }
}
