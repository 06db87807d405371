// Written by Offspring from demo.Market.Pair. Changes are lost when that is compiled again.
package demo;

import com.esotericsoftware.kryo.Serializer;
import dev.offspring.annotation.Generated;
import dev.offspring.channel.Overflow;
import dev.offspring.channel.Queue;
import dev.offspring.channel.Stubs;
import dev.offspring.wire.Types;

/**
 * Queues of {@link Market.Pair}, whose messages do not say what they are.
 */
@Generated("demo.Market.Pair")
@SuppressWarnings({
        "rawtypes",
        "unchecked"
})
final class MarketPairQueue {
    static {
        Types.join(MarketRegistry.INSTANCE);
    }

    private MarketPairQueue() {
    }

    /**
     * A queue without a bound.
     */
    static <A extends Comparable<A>> Queue<Market.Pair<A>> create() {
        return Stubs.queue(Market.Pair.class, (Serializer<Market.Pair<A>>) (Serializer<?>) MarketPairSerializer.INSTANCE);
    }

    /**
     * A queue of at most {@code capacity} elements, in which {@code put} waits for room.
     */
    static <A extends Comparable<A>> Queue<Market.Pair<A>> bounded(int capacity) {
        return bounded(capacity, Overflow.BLOCK);
    }

    /**
     * A queue of at most {@code capacity} elements, and what it does with one more.
     */
    static <A extends Comparable<A>> Queue<Market.Pair<A>> bounded(int capacity,
            Overflow overflow) {
        return Stubs.queue(Market.Pair.class, (Serializer<Market.Pair<A>>) (Serializer<?>) MarketPairSerializer.INSTANCE, capacity, overflow);
    }
}
