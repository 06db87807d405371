// Written by Offspring from demo.Shop.Order. Changes are lost when that is compiled again.
package demo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.annotation.Generated;
import dev.offspring.wire.NeedsNoKryo;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Wire;
import java.util.List;

/**
 * Writes and reads {@link Shop.Order}, field by field.
 */
@Generated("demo.Shop.Order")
@SuppressWarnings("exports")
public final class ShopOrderSerializer extends Serializer<Shop.Order> implements NeedsNoKryo {
    /**
     * The only one; it has no state.
     */
    public static final ShopOrderSerializer INSTANCE = new ShopOrderSerializer();

    private ShopOrderSerializer() {
    }

    @Override
    public void write(Kryo kryo, Output out, Shop.Order value) {
        out.writeInt(value.id());
        out.writeString(value.customer());
        Wire.write(kryo, out, Serializers.collection(ShopLineSerializer.INSTANCE), value.lines());
        Wire.write(kryo, out,
                Serializers.map(Serializers.enumOf(Shop.Color.class), ShopLineSerializer.INSTANCE),
                value.byColor());
        Wire.write(kryo, out, Serializers.optional(ShopLineSerializer.INSTANCE), value.best());
    }

    @Override
    public Shop.Order read(Kryo kryo, Input in, Class<? extends Shop.Order> type) {
        return new Shop.Order(in.readInt(), in.readString(),
                (List<Shop.Line>) Wire.read(kryo, in, Serializers.collection(ShopLineSerializer.INSTANCE)),
                Wire.read(kryo, in, Serializers.map(Serializers.enumOf(Shop.Color.class), ShopLineSerializer.INSTANCE)),
                Wire.read(kryo, in, Serializers.optional(ShopLineSerializer.INSTANCE)));
    }
}
