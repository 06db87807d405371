// Written by Offspring from demo.Shop. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;

/**
 * The types that travel between processes, and their serialisers.
 */
@Generated("demo.Shop")
@SuppressWarnings("exports")
public final class ShopRegistry implements TypeRegistry {
    /**
     * The only one that is needed; it has no state.
     */
    public static final ShopRegistry INSTANCE = new ShopRegistry();

    /**
     * For {@code ServiceLoader}.
     */
    public ShopRegistry() {
    }

    @Override
    public void register(Types types) {
        types.add(Shop.Bean.class, ShopBeanSerializer.INSTANCE);
        types.add(Shop.Box.class, ShopBoxSerializer.INSTANCE);
        types.add(Shop.Circle.class, ShopCircleSerializer.INSTANCE);
        types.add(Shop.Color.class, Serializers.enumOf(Shop.Color.class));
        types.add(Shop.Line.class, ShopLineSerializer.INSTANCE);
        types.add(Shop.Node.class, ShopNodeSerializer.INSTANCE);
        types.add(Shop.Order.class, ShopOrderSerializer.INSTANCE);
        types.add(Shop.Pair.class, ShopPairSerializer.INSTANCE);
        types.add(Shop.Square.class, ShopSquareSerializer.INSTANCE);
        types.add(Shop.Worker.class, ShopWorkerSerializer.INSTANCE);
    }
}
