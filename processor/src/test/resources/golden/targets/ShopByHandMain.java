// Written by Offspring from demo.Shop. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.process.CommandLine;
import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.TypeRegistry;
import java.nio.file.Path;

/**
 * Runs {@link Shop#byHand(java.nio.file.Path, demo.Shop.Color, char, boolean, Double, String[])}: the main class of a process.
 *
 * <p>By hand: {@code java -cp … demo.ShopByHandMain <path> <color> <c> <b> <d> <rest...>}
 */
@Generated("demo.Shop")
@SuppressWarnings("exports")
public final class ShopByHandMain extends Target<String> {
    static final ShopByHandMain TARGET = new ShopByHandMain();

    private static final String SHAPE = "demo.Shop.byHand(java.nio.file.Path path, demo.Shop.Color color, char c, boolean b, java.lang.Double d, java.lang.String[] rest) java.lang.String\n"
            + "demo.Shop.Color RED GREEN";

    private ShopByHandMain() {
        super("demo.Shop", "byHand", 0x966ed06a81c8a356L);
    }

    /**
     * The process begins here.
     */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<String> call(Path path, Shop.Color color, char c, boolean b, Double d, String[] rest) {
        return task(path, color, c, b, d, rest);
    }

    @Override
    protected void encode(Encoder out, Object[] arguments) {
        out.write(Serializers.registered(Path.class), (Path) arguments[0]);
        out.write(Serializers.enumOf(Shop.Color.class), (Shop.Color) arguments[1]);
        out.writeChar((char) arguments[2]);
        out.writeBoolean((boolean) arguments[3]);
        out.write(Serializers.DOUBLE, (Double) arguments[4]);
        out.write(Serializers.array(String.class, Serializers.STRING), (String[]) arguments[5]);
    }

    @Override
    protected Object[] decode(Decoder in) {
        return new Object[] {in.read(Serializers.registered(Path.class)),
                in.read(Serializers.enumOf(Shop.Color.class)), in.readChar(), in.readBoolean(),
                in.read(Serializers.DOUBLE),
                in.read(Serializers.array(String.class, Serializers.STRING))};
    }

    @Override
    protected String invoke(Object[] arguments) throws Throwable {
        return Shop.byHand((Path) arguments[0], (Shop.Color) arguments[1], (char) arguments[2],
                (boolean) arguments[3], (Double) arguments[4], (String[]) arguments[5]);
    }

    @Override
    protected void encodeResult(Encoder out, String result) {
        out.writeString(result);
    }

    @Override
    protected String decodeResult(Decoder in) {
        return in.readString();
    }

    @Override
    protected String usage() {
        return "<path> <color> <c> <b> <d> <rest...>";
    }

    @Override
    protected Object[] parse(CommandLine line) {
        return new Object[] {line.next("path", Path.class), line.next("color", Shop.Color.class),
                line.next("c", char.class), line.next("b", boolean.class),
                line.next("d", Double.class), line.rest("rest", String[].class)};
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
