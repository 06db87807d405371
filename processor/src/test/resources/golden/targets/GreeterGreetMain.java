// Written by Offspring from demo.Greeter. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.process.CommandLine;
import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;

/**
 * Runs {@link Greeter#greet(String)}: the main class of a process.
 *
 * <p>By hand: {@code java -cp … demo.GreeterGreetMain <name>}
 */
@Generated("demo.Greeter")
@SuppressWarnings("exports")
public final class GreeterGreetMain extends Target<Void> {
    static final GreeterGreetMain TARGET = new GreeterGreetMain();

    private static final String SHAPE = "demo.Greeter.greet(java.lang.String name)";

    private GreeterGreetMain() {
        super("demo.Greeter", "greet", 0x550e9874277a0d6cL);
    }

    /**
     * The process begins here.
     */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<Void> call(String name) {
        return task(name);
    }

    @Override
    protected void encode(Encoder out, Object[] arguments) {
        out.writeString((String) arguments[0]);
    }

    @Override
    protected Object[] decode(Decoder in) {
        return new Object[] {in.readString()};
    }

    @Override
    protected Void invoke(Object[] arguments) throws Throwable {
        Greeter.greet((String) arguments[0]);
        return null;
    }

    @Override
    protected String usage() {
        return "<name>";
    }

    @Override
    protected Object[] parse(CommandLine line) {
        return new Object[] {line.next("name", String.class)};
    }

    @Override
    protected String[] shape() {
        return SHAPE.split("\n", -1);
    }
}
