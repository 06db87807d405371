package dev.offspring.wire;

import com.esotericsoftware.kryo.KryoException;
import dev.offspring.error.TransferException;
import org.jspecify.annotations.Nullable;

/** The wording of what goes wrong with a value. */
final class Failures {
    private Failures() {}

    static TransferException unregistered(Class<?> type) {
        StringBuilder text = new StringBuilder("a ").append(type.getName()).append(" cannot be encoded: ");
        if (type.isHidden() || type.isSynthetic()) {
            text.append("a lambda is code, and code does not travel; pass what it needs, and call it in the target");
        } else if (type.isAnonymousClass() || type.isLocalClass()) {
            text.append("nobody can name this class in another process; use a record or a class with a name");
        } else if (type.getName().startsWith("java.") || type.getName().startsWith("jdk.")) {
            text.append("this class of the JDK does not travel; pass what it is made of"
                    + " (a copy in an ArrayList or a HashMap, for a collection)");
        } else {
            text.append(
                    "nothing is generated for it; annotate it with @ProcessMessage, or name it in a target's signature");
        }
        return new TransferException(text.toString());
    }

    static TransferException unknown(int id) {
        return new TransferException("a message has a value of type " + Integer.toHexString(id)
                + ", which this process does not know: annotate the type with @ProcessMessage,"
                + " and build both sides from one version");
    }

    static TransferException tooDeep(@Nullable Object value) {
        return new TransferException("a " + name(value) + " cannot be encoded: it is nested too deeply,"
                + " or contains itself; send its parts one by one, or references by name");
    }

    /** What Kryo has to say; its limit of depth is a graph that contains itself. */
    static TransferException byKryo(@Nullable Object value, KryoException e) {
        boolean depth = String.valueOf(e.getMessage()).contains("depth");
        return depth ? tooDeep(value) : whileEncoding(value, e);
    }

    static TransferException tooLarge(@Nullable Object value, long bytes, OutOfMemoryError e) {
        return new TransferException(
                "a " + name(value) + " cannot be encoded: there is no memory for more than " + bytes
                        + " bytes of it; give the JVM more with -Xmx, or share the data in memory (SharedByteArray)",
                e);
    }

    static TransferException whileEncoding(@Nullable Object value, RuntimeException e) {
        return new TransferException("a " + name(value) + " cannot be encoded: " + e, e);
    }

    /** Ours, where Kryo has wrapped it. */
    static @Nullable TransferException transferException(Throwable wrapped) {
        for (Throwable cause = wrapped.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TransferException ours) {
                return ours;
            }
        }
        return null;
    }

    private static String name(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
