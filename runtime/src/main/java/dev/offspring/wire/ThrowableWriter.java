package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Output;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exception, and bounds it: an exception may contain itself, have a megabyte of message, or throw when it is
 * asked.
 *
 * <pre>
 * | class | message | n | n × (loader, module, version, class, method, file, line) | cause? | n | n × suppressed |
 * </pre>
 */
final class ThrowableWriter {
    static final int MOST_FRAMES = 1_024;
    private static final int MOST_CHARS = 64 * 1024;
    private static final int DEEPEST = 32;
    private static final int MOST_SUPPRESSED = 16;

    private final Output out;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    ThrowableWriter(Output out) {
        this.out = out;
    }

    void write(Throwable thrown) {
        seen.add(thrown);
        out.writeString(thrown.getClass().getName());
        out.writeString(bounded(asked(thrown::getMessage)));
        writeFrames(asked(thrown::getStackTrace));
        writeCause(asked(thrown::getCause));
        writeSuppressed(asked(thrown::getSuppressed));
    }

    private void writeFrames(StackTraceElement @Nullable [] frames) {
        StackTraceElement[] all = frames == null ? new StackTraceElement[0] : frames;
        int count = Math.min(all.length, MOST_FRAMES);
        out.writeVarInt(count, true);
        for (int i = 0; i < count; i++) {
            StackTraceElement frame = all[i];
            out.writeString(frame.getClassLoaderName());
            out.writeString(frame.getModuleName());
            out.writeString(frame.getModuleVersion());
            out.writeString(frame.getClassName());
            out.writeString(frame.getMethodName());
            out.writeString(frame.getFileName());
            out.writeInt(frame.getLineNumber());
        }
    }

    private void writeCause(@Nullable Throwable cause) {
        boolean follows = cause != null && seen.size() < DEEPEST && !seen.contains(cause);
        out.writeBoolean(follows);
        if (cause != null && follows) {
            write(cause);
        }
    }

    private void writeSuppressed(Throwable @Nullable [] suppressed) {
        Throwable[] all = suppressed == null ? new Throwable[0] : suppressed;
        int count = Math.min(all.length, MOST_SUPPRESSED);
        out.writeVarInt(count, true);
        for (int i = 0; i < count; i++) {
            writeCause(all[i]);
        }
    }

    private static @Nullable String bounded(@Nullable String text) {
        return text == null || text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }

    /** What a user's exception answers; null if it throws instead. */
    private static <T> @Nullable T asked(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (RuntimeException | Error e) {
            return null;
        }
    }
}
