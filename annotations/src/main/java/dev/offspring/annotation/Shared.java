package dev.offspring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field whose shared counterpart is seen by every process.
 *
 * <p>The field itself is a template: the annotation processor writes {@code XShared} for a class {@code X} with such
 * fields, with accessors to shared memory. An instance field becomes a member of a struct that {@code XShared.create()}
 * allocates; a static field becomes a global of the session, which all its processes see. The field's initialiser is the
 * first value. Reading or writing the field itself would share nothing and is a compile error that names the accessor.
 *
 * <p>Types: the eight primitives, arrays of them and {@code String} (both with a {@link #length}), other classes with
 * shared fields, and, for static fields, handles such as {@code SharedInt}.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.CLASS)
public @interface Shared {
    /** Elements of an array, or bytes of UTF-8 that a text may hold. Required for these two, meaningless for others. */
    long length() default -1;
}
