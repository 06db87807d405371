// Written by Offspring from demo.Market.Order. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.channel.Pipe;
import dev.offspring.channel.Stubs;
import dev.offspring.wire.Types;

/**
 * Pipes of {@link Market.Order}, whose messages do not say what they are.
 */
@Generated("demo.Market.Order")
@SuppressWarnings("exports")
public final class MarketOrderPipe {
    static {
        Types.join(MarketRegistry.INSTANCE);
    }

    private MarketOrderPipe() {
    }

    /**
     * A pipe whose ends both send and receive.
     */
    public static Pipe<Market.Order> duplex() {
        return Stubs.duplex(Market.Order.class, MarketOrderSerializer.INSTANCE);
    }

    /**
     * A pipe whose first end receives what its second sends.
     */
    public static Pipe<Market.Order> simplex() {
        return Stubs.simplex(Market.Order.class, MarketOrderSerializer.INSTANCE);
    }
}
