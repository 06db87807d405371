package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.offspring.processor.report.Rule;
import java.util.List;
import java.util.Optional;

/** How a value travels. {@link #type()} is the type as the source has it; the kind says who encodes it. */
public sealed interface Travel {
    /** As written in the source, without annotations. */
    TypeName type();

    /** How what it holds travels: elements, keys, type arguments. */
    default List<Travel> parts() {
        return List.of();
    }

    /** The types that must be registered for it, by canonical name; each has a {@link MessageModel}. */
    default List<String> messages() {
        return List.of();
    }

    /** {@code int}: written by the buffer itself. */
    record Primitive(TypeName type) implements Travel {}

    /** {@code String}: written by the buffer itself; may be null. */
    record Text(TypeName type) implements Travel {}

    /** A box or an array of primitives: a constant of the runtime's {@code Serializers}. */
    record Ready(TypeName type, String constant) implements Travel {}

    /** An enum of the user's or of the JDK's. */
    record EnumValue(ClassName type, boolean isOwn) implements Travel {
        @Override
        public List<String> messages() {
            return isOwn ? List.of(type.canonicalName()) : List.of();
        }
    }

    /** An array of references. */
    record Array(TypeName type, TypeName erasedComponent, Travel component) implements Travel {
        @Override
        public List<Travel> parts() {
            return List.of(component);
        }
    }

    /** A {@code java.util} collection. */
    record Collected(TypeName type, Travel element) implements Travel {
        @Override
        public List<Travel> parts() {
            return List.of(element);
        }
    }

    /** A {@code java.util} map. */
    record Mapped(TypeName type, Travel key, Travel value) implements Travel {
        @Override
        public List<Travel> parts() {
            return List.of(key, value);
        }
    }

    /** An {@code Optional}. */
    record Perhaps(TypeName type, Travel value) implements Travel {
        @Override
        public List<Travel> parts() {
            return List.of(value);
        }
    }

    /** A type whose values may be of other classes: a class id goes first. {@code messages} are the classes known. */
    record Open(TypeName type, List<Travel> parts, List<String> messages) implements Travel {
        public Open {
            parts = List.copyOf(parts);
            messages = List.copyOf(messages);
        }
    }

    /** A type that the runtime, or the user's own serialiser, knows: looked up by its class. */
    record Registered(TypeName type, List<String> messages) implements Travel {
        public Registered {
            messages = List.copyOf(messages);
        }
    }

    /**
     * A queue, a pipe or an end of one: its handle travels.
     *
     * @param argument the type of its elements, as the source has it; Object where it has none that can be named
     * @param stub the factories to be generated; none for types of others
     */
    record Channel(TypeName type, ClassName raw, TypeName argument, Travel element, Optional<StubModel> stub)
            implements Travel {
        @Override
        public List<Travel> parts() {
            return List.of(element);
        }
    }

    /** A generated struct: {@code StatsShared.TYPE} is its serialiser. */
    record Struct(ClassName type) implements Travel {
        @Override
        public List<String> messages() {
            return List.of(type.canonicalName());
        }
    }

    /** A record or final class of the user's with a generated serialiser; its parts are its type arguments. */
    record Own(TypeName type, ClassName raw, ClassName serializer, List<Travel> parts) implements Travel {
        public Own {
            parts = List.copyOf(parts);
        }

        @Override
        public List<String> messages() {
            return List.of(raw.canonicalName());
        }
    }

    /** It cannot travel; the rule says why. Its first argument is the path, which the validator finds. */
    record Refused(TypeName type, Rule rule, List<Object> arguments) implements Travel {
        public Refused {
            arguments = List.copyOf(arguments);
        }
    }
}
