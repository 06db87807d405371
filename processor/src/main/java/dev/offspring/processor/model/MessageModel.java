package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.report.Location;
import java.util.List;

/** A type of the user's that can travel, and how it is registered. */
public sealed interface MessageModel {
    /** The type, without type arguments. */
    ClassName type();

    /** {@code demo.Outer$Order}: what its type id is made from. */
    String binaryName();

    /** Whether every package may name it. */
    boolean isPublic();

    /** The package that may name it, and its serialiser, if not every package may. */
    default String home() {
        return type().packageName();
    }

    /** Where it is declared. */
    Location location();

    /** What it consists of; empty for types that others encode. */
    default List<FieldModel> fields() {
        return List.of();
    }

    /**
     * A record, or a class whose fields can be read: a serialiser is generated.
     *
     * @param generic whether the type has type parameters; its raw type is used then
     * @param exists whether its serialiser came with the class, from another compilation
     */
    record Composite(
            ClassName type,
            String binaryName,
            boolean isPublic,
            Location location,
            ClassName serializer,
            Construction construction,
            boolean generic,
            boolean exists,
            List<FieldModel> fields)
            implements MessageModel {
        public Composite {
            fields = List.copyOf(fields);
        }
    }

    /** An enum. */
    record Constants(ClassName type, String binaryName, boolean isPublic, Location location, List<String> names)
            implements MessageModel {
        public Constants {
            names = List.copyOf(names);
        }
    }

    /** A generated struct in shared memory. */
    record Structure(ClassName type, String binaryName, boolean isPublic, Location location) implements MessageModel {}

    /** A type with a serialiser of the user's own. */
    record Custom(ClassName type, String binaryName, boolean isPublic, Location location, ClassName serializer)
            implements MessageModel {
        @Override
        public String home() {
            return serializer.packageName();
        }
    }

    /** How a value is made again. */
    enum Construction {
        /** By a constructor that takes all fields, in the order of {@link Composite#fields()}. */
        CONSTRUCTOR,
        /** By the constructor without arguments; the fields are set then. */
        FIELDS
    }
}
