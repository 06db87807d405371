// Written by Offspring from demo.Shop.Worker. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.TypeRegistry;

/**
 * Runs {@link Shop.Worker#run()}: the main class of a process.
 */
@Generated("demo.Shop.Worker")
@SuppressWarnings("exports")
public final class ShopWorkerRunMain extends Target<Integer> {
    static final ShopWorkerRunMain TARGET = new ShopWorkerRunMain();

    private static final String SHAPE = "demo.Shop.Worker.run(demo.Shop.Worker worker) int\n"
            + "demo.Shop.Worker.n int\n"
            + "demo.Shop.Worker.name java.lang.String";

    private ShopWorkerRunMain() {
        super("demo.Shop$Worker", "run", 0xe0cb1f375e4f098bL);
    }

    /**
     * The process begins here.
     */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<Integer> call(Shop.Worker worker) {
        return task(worker);
    }

    @Override
    protected void encode(Encoder out, Object[] arguments) {
        out.write(Serializers.any(), arguments[0]);
    }

    @Override
    protected Object[] decode(Decoder in) {
        return new Object[] {in.read(Serializers.any())};
    }

    @Override
    protected Integer invoke(Object[] arguments) throws Throwable {
        return ((Shop.Worker) arguments[0]).run();
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
