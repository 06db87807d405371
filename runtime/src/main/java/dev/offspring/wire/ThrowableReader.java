package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Input;
import dev.offspring.error.RemoteException;
import dev.offspring.error.TransferException;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ThrowableWriter} wrote. */
final class ThrowableReader {
    private static final int DEEPEST = 64;

    private final Input in;
    private int depth;

    ThrowableReader(Input in) {
        this.in = in;
    }

    Throwable read() {
        if (++depth > DEEPEST) {
            throw new TransferException("a message is corrupt: it has an exception with endless causes");
        }
        String className = in.readString();
        String message = in.readString();
        StackTraceElement[] frames = readFrames();
        Throwable cause = in.readBoolean() ? read() : null;
        Throwable thrown = rebuild(String.valueOf(className), message, cause);
        thrown.setStackTrace(frames);
        int suppressed = Wire.checkedCount(in, in.readVarInt(true), 1);
        for (int i = 0; i < suppressed; i++) {
            if (in.readBoolean()) {
                thrown.addSuppressed(read());
            }
        }
        return thrown;
    }

    private StackTraceElement[] readFrames() {
        int count = Wire.checkedCount(in, in.readVarInt(true), Integer.BYTES);
        StackTraceElement[] frames = new StackTraceElement[count];
        for (int i = 0; i < count; i++) {
            frames[i] = new StackTraceElement(
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    String.valueOf(in.readString()),
                    String.valueOf(in.readString()),
                    in.readString(),
                    in.readInt());
        }
        return frames;
    }

    private static Throwable rebuild(String className, @Nullable String message, @Nullable Throwable cause) {
        Class<? extends Throwable> type = type(className);
        if (type != null) {
            for (Attempt attempt : Attempt.values()) {
                Throwable rebuilt = attempt.tried(type, message, cause);
                if (rebuilt != null) {
                    return rebuilt;
                }
            }
        }
        return new RemoteException(className, message, cause);
    }

    /** The class, if it is an exception's. It is not initialised before that is known. */
    private static @Nullable Class<? extends Throwable> type(String className) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            Class<?> found =
                    Class.forName(className, false, context != null ? context : ThrowableReader.class.getClassLoader());
            return Throwable.class.isAssignableFrom(found) ? found.asSubclass(Throwable.class) : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null; // this process has other classes; the name must do
        }
    }

    /** The usual constructors of an exception, best first. What they made must say what the original said. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to these arrays
    private enum Attempt {
        MESSAGE_AND_CAUSE(String.class, Throwable.class),
        MESSAGE(String.class),
        OBJECT(Object.class),
        CAUSE(Throwable.class),
        NOTHING();

        private final Class<?>[] parameters;

        Attempt(Class<?>... parameters) {
            this.parameters = parameters;
        }

        @SuppressWarnings("ReferenceEquality") // the cause is to be this one
        @Nullable
        Throwable tried(Class<? extends Throwable> type, @Nullable String message, @Nullable Throwable cause) {
            try {
                Constructor<?> constructor = constructor(type, cause);
                if (constructor == null) {
                    return null;
                }
                constructor.setAccessible(true);
                Throwable made = (Throwable) constructor.newInstance(arguments(message, cause));
                if (cause != null && made.getCause() == null) {
                    made.initCause(cause);
                }
                boolean faithful = made.getCause() == cause
                        && (message == null ? made.getMessage() == null : message.equals(made.getMessage()));
                return faithful ? made : null;
            } catch (ReflectiveOperationException | RuntimeException | Error e) {
                return null; // there is none, it may not be called, or it does not like this
            }
        }

        /** The constructor with these parameters; that of the cause may be as narrow as the cause allows. */
        private @Nullable Constructor<?> constructor(Class<?> type, @Nullable Throwable cause) {
            for (Constructor<?> candidate : type.getDeclaredConstructors()) {
                Class<?>[] types = candidate.getParameterTypes();
                boolean fits = types.length == parameters.length;
                for (int i = 0; fits && i < types.length; i++) {
                    boolean forCause = parameters[i] == Throwable.class
                            && Throwable.class.isAssignableFrom(types[i])
                            && (cause == null || types[i].isInstance(cause));
                    fits = forCause || parameters[i] == types[i];
                }
                if (fits) {
                    return candidate;
                }
            }
            return null;
        }

        private @Nullable Object[] arguments(@Nullable String message, @Nullable Throwable cause) {
            return switch (this) {
                case MESSAGE_AND_CAUSE -> new @Nullable Object[] {message, cause};
                case MESSAGE, OBJECT -> new @Nullable Object[] {message};
                case CAUSE -> new @Nullable Object[] {cause};
                case NOTHING -> new @Nullable Object[] {};
            };
        }
    }
}
