package dev.offspring.pool;

import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Throwables;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Records for the log, on their way from a worker to the log of the process that has the pool. */
final class WorkerLogs {
    private static volatile @Nullable ResultWriter parent;

    private WorkerLogs() {}

    /** From now on records go there. */
    static void sendTo(@Nullable ResultWriter results) {
        parent = results;
    }

    /** Sends a record; false if there is nobody to send it to. */
    static boolean send(Level level, String logger, String message, @Nullable Throwable thrown) {
        ResultWriter results = parent;
        if (results == null) {
            return false;
        }
        try (Encoder out = new Encoder()) {
            out.writeString(level.name());
            out.writeString(logger);
            out.writeString(message);
            out.writeBoolean(thrown != null);
            if (thrown != null) {
                Throwables.write(out, thrown);
            }
            results.write(WorkerLayout.LOG, 0, out);
        }
        return true;
    }

    /** Logs what {@code worker} has sent, under the name of the same logger. */
    static void log(String worker, byte[] record) {
        try (Decoder in = new Decoder(record)) {
            Level level = Level.valueOf(in.readString());
            System.Logger logger = System.getLogger(String.valueOf(in.readString()));
            String message = "[" + worker + "] " + in.readString();
            if (in.readBoolean()) {
                logger.log(level, message, Throwables.read(in));
            } else {
                logger.log(level, message);
            }
        } catch (RuntimeException | Error e) {
            // A handler of the user's that throws, or a record that cannot be read: no reason to log no others.
            Log.LOGGER.log(Level.DEBUG, "a log record of " + worker + " is lost", e);
        }
    }
}
