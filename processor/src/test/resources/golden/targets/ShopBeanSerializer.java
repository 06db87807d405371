// Written by Offspring from demo.Shop.Bean. Changes are lost when that is compiled again.
package demo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.annotation.Generated;
import dev.offspring.wire.Fields;
import dev.offspring.wire.NeedsNoKryo;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Wire;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Writes and reads {@link Shop.Bean}, field by field.
 */
@Generated("demo.Shop.Bean")
final class ShopBeanSerializer extends Serializer<Shop.Bean> implements NeedsNoKryo {
    static final ShopBeanSerializer INSTANCE = new ShopBeanSerializer();

    private static final VarHandle FIELD_label = Fields.handle(MethodHandles.lookup(), Shop.Base.class, "label", String.class);

    private static final VarHandle FIELD_a = Fields.handle(MethodHandles.lookup(), Shop.Bean.class, "a", int.class);

    private ShopBeanSerializer() {
    }

    @Override
    public void write(Kryo kryo, Output out, Shop.Bean value) {
        out.writeString((String) FIELD_label.get(value));
        out.writeInt((int) FIELD_a.get(value));
        Wire.write(kryo, out, Serializers.collection(Serializers.STRING), value.b);
    }

    @Override
    public Shop.Bean read(Kryo kryo, Input in, Class<? extends Shop.Bean> type) {
        Shop.Bean value = new Shop.Bean();
        FIELD_label.set(value, in.readString());
        FIELD_a.set(value, in.readInt());
        value.b = (List<String>) Wire.read(kryo, in, Serializers.collection(Serializers.STRING));
        return value;
    }
}
