// Written by Offspring from demo.Shop.Pair. Changes are lost when that is compiled again.
package demo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.annotation.Generated;
import dev.offspring.wire.NeedsNoKryo;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Wire;
import java.util.Collection;
import java.util.List;

/**
 * Writes and reads {@link Shop.Pair}, field by field.
 */
@Generated("demo.Shop.Pair")
@SuppressWarnings("rawtypes")
final class ShopPairSerializer extends Serializer<Shop.Pair> implements NeedsNoKryo {
    static final ShopPairSerializer INSTANCE = new ShopPairSerializer();

    private ShopPairSerializer() {
    }

    @Override
    @SuppressWarnings("unchecked")
    public void write(Kryo kryo, Output out, Shop.Pair value) {
        Wire.write(kryo, out, Serializers.any(), value.a());
        Wire.write(kryo, out, Serializers.collection(Serializers.any()),
                (Collection<Object>) (Object) value.as());
        Wire.write(kryo, out, Serializers.collection(Serializers.collection(Serializers.any())),
                (Collection<Collection<Object>>) (Object) value.bs());
        Wire.write(kryo, out, Serializers.any(), value.b());
    }

    @Override
    @SuppressWarnings("unchecked")
    public Shop.Pair read(Kryo kryo, Input in, Class<? extends Shop.Pair> type) {
        return new Shop.Pair(Wire.read(kryo, in, Serializers.any()),
                (List) (Object) Wire.read(kryo, in, Serializers.collection(Serializers.any())),
                (List) (Object) Wire.read(kryo, in, Serializers.collection(Serializers.collection(Serializers.any()))),
                (Comparable) Wire.read(kryo, in, Serializers.any()));
    }
}
