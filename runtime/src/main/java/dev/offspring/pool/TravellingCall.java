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

    private static final long FINGERPRINT = 2;

    private TravellingCall() {
        super(TravellingCall.class.getName(), "call", FINGERPRINT);
    }

    /** Started by nobody: it runs in workers. */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    /** Calls it. */
    Task<@Nullable Object> of(Object callable) {
        return task(callable, false).label(String.valueOf(callable));
    }

    /** Runs it, although it may be a {@link Callable} as well. */
    Task<@Nullable Object> running(Runnable runnable) {
        return task(runnable, true).label(String.valueOf(runnable));
    }

    @Override
    protected void encode(Encoder out, @Nullable Object[] arguments) {
        out.write(Serializers.any(), arguments[0]);
        out.writeBoolean(Boolean.TRUE.equals(arguments[1]));
    }

    @Override
    protected @Nullable Object[] decode(Decoder in) {
        return new Object[] {in.read(Serializers.any()), in.readBoolean()};
    }

    @Override
    protected @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable {
        Object call = arguments[0];
        if (Boolean.TRUE.equals(arguments[1])) {
            ((Runnable) Objects.requireNonNull(call)).run();
            return null;
        }
        return ((Callable<?>) Objects.requireNonNull(call)).call();
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
