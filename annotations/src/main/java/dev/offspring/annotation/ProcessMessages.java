package dev.offspring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Holds several {@link ProcessMessage}s; the compiler writes it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface ProcessMessages {
    /** The messages. */
    ProcessMessage[] value();
}
