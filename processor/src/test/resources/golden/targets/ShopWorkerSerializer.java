// Written by Offspring from demo.Shop.Worker. Changes are lost when that is compiled again.
package demo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.annotation.Generated;
import dev.offspring.wire.Fields;
import dev.offspring.wire.NeedsNoKryo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Writes and reads {@link Shop.Worker}, field by field.
 */
@Generated("demo.Shop.Worker")
@SuppressWarnings("exports")
public final class ShopWorkerSerializer extends Serializer<Shop.Worker> implements NeedsNoKryo {
    /**
     * The only one; it has no state.
     */
    public static final ShopWorkerSerializer INSTANCE = new ShopWorkerSerializer();

    private static final VarHandle FIELD_n = Fields.handle(MethodHandles.lookup(), Shop.Worker.class, "n", int.class);

    private ShopWorkerSerializer() {
    }

    @Override
    public void write(Kryo kryo, Output out, Shop.Worker value) {
        out.writeInt((int) FIELD_n.get(value));
        out.writeString(value.name);
    }

    @Override
    public Shop.Worker read(Kryo kryo, Input in, Class<? extends Shop.Worker> type) {
        return new Shop.Worker(in.readInt(), in.readString());
    }
}
