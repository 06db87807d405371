package dev.offspring.tests.process;

import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import org.jspecify.annotations.Nullable;

/** A launcher main written by hand, which is of another version where a system property says so. */
public final class TwoFacesMain extends Target<Void> {
    static final TwoFacesMain TARGET = new TwoFacesMain();

    private static final boolean OTHER = Boolean.getBoolean("other.version");

    private TwoFacesMain() {
        super("dev.offspring.tests.process.Deeds", "twoFaces", Boolean.getBoolean("other.version") ? 2 : 1);
    }

    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<Void> call() {
        return task();
    }

    @Override
    protected void encode(Encoder out, @Nullable Object[] arguments) {}

    @Override
    protected @Nullable Object[] decode(Decoder in) {
        throw new AssertionError("another version's arguments were decoded");
    }

    @Override
    @SuppressWarnings("NullAway")
    protected Void invoke(@Nullable Object[] arguments) {
        throw new AssertionError("another version's target was run");
    }

    @Override
    protected String[] shape() {
        return new String[] {"demo.Order.id int", OTHER ? "demo.Order.total long" : "demo.Order.total int"};
    }
}
