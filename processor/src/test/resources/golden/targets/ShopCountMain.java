// Written by Offspring from demo.Shop. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.TypeRegistry;
import java.util.Collection;
import java.util.List;

/**
 * Runs {@link Shop#count(java.util.List, int[])}: the main class of a process.
 */
@Generated("demo.Shop")
@SuppressWarnings("exports")
public final class ShopCountMain extends Target<Integer> {
    static final ShopCountMain TARGET = new ShopCountMain();

    private static final String SHAPE = "demo.Shop.count(java.util.List<demo.Shop.Order> orders, int[] more) int\n"
            + "demo.Shop.Color RED GREEN\n"
            + "demo.Shop.Line.text java.lang.String\n"
            + "demo.Shop.Line.amount long\n"
            + "demo.Shop.Line.parts double[]\n"
            + "demo.Shop.Order.id int\n"
            + "demo.Shop.Order.customer java.lang.String\n"
            + "demo.Shop.Order.lines java.util.List<demo.Shop.Line>\n"
            + "demo.Shop.Order.byColor java.util.Map<demo.Shop.Color, demo.Shop.Line>\n"
            + "demo.Shop.Order.best java.util.Optional<demo.Shop.Line>";

    private ShopCountMain() {
        super("demo.Shop", "count", 0xf13efeb04ba3f5bbL);
        defaults(10_000L, "256m", 2);
    }

    /**
     * The process begins here.
     */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<Integer> call(List<Shop.Order> orders, int[] more) {
        return task(orders, more);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void encode(Encoder out, Object[] arguments) {
        out.write(Serializers.collection(ShopOrderSerializer.INSTANCE),
                (Collection<Shop.Order>) arguments[0]);
        out.write(Serializers.INT_ARRAY, (int[]) arguments[1]);
    }

    @Override
    protected Object[] decode(Decoder in) {
        return new Object[] {in.read(Serializers.collection(ShopOrderSerializer.INSTANCE)),
                in.read(Serializers.INT_ARRAY)};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected Integer invoke(Object[] arguments) throws Throwable {
        return Shop.count((List<Shop.Order>) arguments[0], (int[]) arguments[1]);
    }

    @Override
    protected void encodeResult(Encoder out, Integer result) {
        out.writeInt(result);
    }

    @Override
    protected Integer decodeResult(Decoder in) {
        return in.readInt();
    }

    @Override
    protected String[] shape() {
        return SHAPE.split("\n", -1);
    }

    @Override
    protected TypeRegistry types() {
        return ShopRegistry.INSTANCE;
    }
}
