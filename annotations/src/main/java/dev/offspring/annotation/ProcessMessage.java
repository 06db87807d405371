package dev.offspring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A type that travels between processes although no target's signature names it, or with a serialiser of its own.
 *
 * <pre>{@code
 * @ProcessMessage                                          // Order may be put where the signature says Object
 * record Order(int id, String customer) {}
 *
 * @ProcessMessage(serializer = MoneySerializer.class)      // Money is encoded by this Kryo serialiser
 * final class Money { … }
 *
 * @ProcessMessage(type = Point2D.Double.class, serializer = PointSerializer.class)   // somebody else's class
 * final class Shapes { … }
 * }</pre>
 *
 * <p>Types that appear in a target's signature travel without this annotation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Repeatable(ProcessMessages.class)
public @interface ProcessMessage {
    /** The type that travels; left out, it is the annotated one. */
    Class<?> type() default void.class;

    /** A {@code com.esotericsoftware.kryo.Serializer} for it with a no-argument constructor; left out, one is generated. */
    Class<?> serializer() default void.class;
}
