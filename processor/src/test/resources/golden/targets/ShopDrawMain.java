// Written by Offspring from demo.Shop. Changes are lost when that is compiled again.
package demo;

import com.esotericsoftware.kryo.Serializer;
import dev.offspring.annotation.Generated;
import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.TypeRegistry;

/**
 * Runs {@link Shop#draw(demo.Shop.Figure, demo.Shop.Node, Object, demo.Shop.Figure[])}: the main class of a process.
 */
@Generated("demo.Shop")
@SuppressWarnings("exports")
public final class ShopDrawMain extends Target<Shop.Figure> {
    static final ShopDrawMain TARGET = new ShopDrawMain();

    private static final String SHAPE = "demo.Shop.draw(demo.Shop.Figure figure, demo.Shop.Node node, java.lang.Object any, demo.Shop.Figure[] all) demo.Shop.Figure\n"
            + "demo.Shop.Circle.r double\n"
            + "demo.Shop.Node.v int\n"
            + "demo.Shop.Node.next demo.Shop.Node\n"
            + "demo.Shop.Square.a double";

    private ShopDrawMain() {
        super("demo.Shop", "draw", 0xc82532081a8ebda4L);
    }

    /**
     * The process begins here.
     */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<Shop.Figure> call(Shop.Figure figure, Shop.Node node, Object any, Shop.Figure[] all) {
        return task(figure, node, any, all);
    }

    @Override
    @SuppressWarnings({
            "rawtypes",
            "unchecked"
    })
    protected void encode(Encoder out, Object[] arguments) {
        out.write(Serializers.any(), arguments[0]);
        out.write(ShopNodeSerializer.INSTANCE, (Shop.Node) arguments[1]);
        out.write(Serializers.any(), arguments[2]);
        out.write(Serializers.array(Shop.Figure.class, (Serializer<Shop.Figure>) (Serializer<?>) Serializers.any()),
                (Shop.Figure[]) arguments[3]);
    }

    @Override
    @SuppressWarnings({
            "rawtypes",
            "unchecked"
    })
    protected Object[] decode(Decoder in) {
        return new Object[] {in.read(Serializers.any()), in.read(ShopNodeSerializer.INSTANCE),
                in.read(Serializers.any()),
                in.read(Serializers.array(Shop.Figure.class, (Serializer<Shop.Figure>) (Serializer<?>) Serializers.any()))};
    }

    @Override
    protected Shop.Figure invoke(Object[] arguments) throws Throwable {
        return Shop.draw((Shop.Figure) arguments[0], (Shop.Node) arguments[1], arguments[2],
                (Shop.Figure[]) arguments[3]);
    }

    @Override
    protected void encodeResult(Encoder out, Shop.Figure result) {
        out.write(Serializers.any(), result);
    }

    @Override
    protected Shop.Figure decodeResult(Decoder in) {
        return (Shop.Figure) in.read(Serializers.any());
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
