package dev.offspring.processor.uses;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Proxy;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/** Finds javac's own environment within those that build tools (Gradle, IntelliJ, kapt) put around it. */
final class Unwrap {
    private static final String JAVAC = "com.sun.tools.javac.processing.JavacProcessingEnvironment";
    private static final int MAX_LAYERS = 8;

    private Unwrap() {}

    /** The innermost environment that can be found; the given one if nothing is known about it. */
    static ProcessingEnvironment javac(ProcessingEnvironment environment) {
        ProcessingEnvironment inner = environment;
        for (int i = 0; i < MAX_LAYERS && !inner.getClass().getName().equals(JAVAC); i++) {
            Object holder = Proxy.isProxyClass(inner.getClass()) ? Proxy.getInvocationHandler(inner) : inner;
            ProcessingEnvironment next = wrapped(holder, inner);
            if (next == null) {
                break;
            }
            inner = next;
        }
        return inner;
    }

    private static @Nullable ProcessingEnvironment wrapped(Object holder, ProcessingEnvironment self) {
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (read(field, holder) instanceof ProcessingEnvironment inner && !inner.equals(self)) {
                    return inner;
                }
            }
        }
        return null;
    }

    private static @Nullable Object read(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException | InaccessibleObjectException | SecurityException e) {
            return null; // Not ours to open: another field may do.
        }
    }
}
