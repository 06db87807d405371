package dev.offspring.pool;

import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The target that runs whatever {@link Callable} or {@link Runnable} has travelled to it. For {@link PoolExecutor} alone. */
public final class TravellingCall extends Target<@Nullable Object> {
    static final TravellingCall TARGET = new TravellingCall();

    private static final long FINGERPRINT = 1;

    private TravellingCall() {
        super(TravellingCall.class.getName(), "call", FINGERPRINT);
    }

    /** Started by nobody: it runs in workers. */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<@Nullable Object> of(Object call) {
        return task(call).label(String.valueOf(call));
    }

    @Override
    protected void encode(Encoder out, @Nullable Object[] arguments) {
        out.write(Serializers.any(), arguments[0]);
    }

    @Override
    protected @Nullable Object[] decode(Decoder in) {
        return new Object[] {in.read(Serializers.any())};
    }

    @Override
    protected @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable {
        Object call = arguments[0];
        if (call instanceof Callable<?> callable) {
            return callable.call();
        }
        ((Runnable) Objects.requireNonNull(call)).run();
        return null;
    }

    @Override
    protected void encodeResult(Encoder out, @Nullable Object result) {
        out.write(Serializers.any(), result);
    }

    @Override
    protected @Nullable Object decodeResult(Decoder in) {
        return in.read(Serializers.any());
    }
}
