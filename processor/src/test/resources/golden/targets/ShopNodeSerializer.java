// Written by Offspring from demo.Shop.Node. Changes are lost when that is compiled again.
package demo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.annotation.Generated;
import dev.offspring.wire.NeedsNoKryo;
import dev.offspring.wire.Wire;

/**
 * Writes and reads {@link Shop.Node}, field by field.
 */
@Generated("demo.Shop.Node")
@SuppressWarnings("exports")
public final class ShopNodeSerializer extends Serializer<Shop.Node> implements NeedsNoKryo {
    /**
     * The only one; it has no state.
     */
    public static final ShopNodeSerializer INSTANCE = new ShopNodeSerializer();

    private ShopNodeSerializer() {
    }

    @Override
    public void write(Kryo kryo, Output out, Shop.Node value) {
        out.writeInt(value.v());
        Wire.write(kryo, out, ShopNodeSerializer.INSTANCE, value.next());
    }

    @Override
    public Shop.Node read(Kryo kryo, Input in, Class<? extends Shop.Node> type) {
        return new Shop.Node(in.readInt(), Wire.read(kryo, in, ShopNodeSerializer.INSTANCE));
    }
}
