package dev.offspring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what the annotation processor wrote.
 *
 * <p>Our own, because the JDK's is kept in the source only, where coverage tools cannot see it, and lives in a module
 * that a user's module need not read.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Generated {
    /** The canonical name of the class that it was written from. */
    String value();
}
