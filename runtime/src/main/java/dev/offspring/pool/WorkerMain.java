package dev.offspring.pool;

import dev.offspring.process.Launcher;
import dev.offspring.process.Target;
import dev.offspring.process.Task;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The main class of a pool's worker: a process that runs tasks until there are none. Started by a pool alone. */
public final class WorkerMain extends Target<@Nullable Void> {
    static final WorkerMain TARGET = new WorkerMain();

    private static final long FINGERPRINT = WorkerLayout.MAGIC_VALUE;

    private WorkerMain() {
        super(WorkerMain.class.getName(), "work", FINGERPRINT);
    }

    /** The process begins here. */
    public static void main(String[] args) throws Throwable {
        Launcher.launch(TARGET, args);
    }

    Task<@Nullable Void> call(WorkerSetup setup) {
        return task(setup);
    }

    @Override
    protected boolean isRehearsed() {
        return true;
    }

    @Override
    protected void rehearse(String file) throws IOException {
        WorkerLoop.rehearse(file);
    }

    @Override
    protected void encode(Encoder out, @Nullable Object[] arguments) {
        ((WorkerSetup) Objects.requireNonNull(arguments[0])).write(out);
    }

    @Override
    protected @Nullable Object[] decode(Decoder in) {
        return new Object[] {WorkerSetup.read(in)};
    }

    @Override
    protected @Nullable Void invoke(@Nullable Object[] arguments) throws Throwable {
        new WorkerLoop((WorkerSetup) Objects.requireNonNull(arguments[0])).run();
        return null;
    }
}
