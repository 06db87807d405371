package dev.offspring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that can run in a process of its own.
 *
 * <p>For each class {@code X} with such methods the annotation processor writes {@code XTargets}, with one static method
 * per target that returns a {@code Task}: a call that is ready to run in another process. It also writes one launcher
 * main per target, which is the main class of the processes that run it.
 *
 * <p>The method may be static, or an instance method: then its receiver travels with the arguments. Parameters and
 * result must be of types that can travel between processes. The method must not be private, because generated code
 * calls it directly.
 *
 * <p>The elements of this annotation are the defaults of every call of the target; a task may set its own.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface ProcessTarget {
    /**
     * The target's name, where the method's own does not do: overloads, and names that collide when they become class
     * names. A Java identifier; empty for the method's own name.
     */
    String name() default "";

    /**
     * How long one run may take before its process is ended: a number with a unit ({@code "500ms"}, {@code "10s"},
     * {@code "5m"}, {@code "1h"}) or an ISO-8601 duration ({@code "PT10S"}). Empty for no limit.
     */
    String timeout() default "";

    /** The child's largest heap, as in {@code -Xmx}: {@code "256m"}. Empty for the JVM's own default. */
    String heap() default "";

    /** How often a pool runs the task again, on another worker, when the worker that ran it died. */
    int retries() default 0;
}
