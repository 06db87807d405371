package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.Optional;

/** The type of a field as it is written, whether it can be shared or not. */
public sealed interface FieldShape {
    /** As a message shows it. */
    String written();

    /** The class whose structs lie in it. */
    default Optional<ClassName> template() {
        return Optional.empty();
    }

    /** A primitive. */
    record Primitive(Cell cell) implements FieldShape {
        @Override
        public String written() {
            return cell.keyword();
        }
    }

    /** An array of primitives of one dimension. */
    record Array(Cell cell) implements FieldShape {
        @Override
        public String written() {
            return cell.keyword() + "[]";
        }
    }

    /** {@code String}. */
    record Text() implements FieldShape {
        @Override
        public String written() {
            return "String";
        }
    }

    /** A class with shared instance fields. */
    record Template(ClassName type) implements FieldShape {
        @Override
        public String written() {
            return String.join(".", type.simpleNames());
        }

        @Override
        public Optional<ClassName> template() {
            return Optional.of(type);
        }
    }

    /** An array of such. */
    record TemplateArray(ClassName type) implements FieldShape {
        @Override
        public String written() {
            return String.join(".", type.simpleNames()) + "[]";
        }

        @Override
        public Optional<ClassName> template() {
            return Optional.of(type);
        }
    }

    /**
     * Something that processes share by itself: a lock, a queue, a shared array.
     *
     * @param type as generated code writes it
     * @param isMadeByDefault whether its class has a static {@code create()} without parameters
     */
    record Handle(TypeName type, String written, boolean isMadeByDefault) implements FieldShape {}

    /** What cannot be shared. */
    record Other(Kind kind, String written) implements FieldShape {}

    /** Why a type cannot be shared; each has its own remedy. */
    enum Kind {
        BOX,
        COLLECTION,
        RECORD,
        ENUM,
        ATOMIC,
        CHARACTERS,
        ARRAY_OF_ARRAYS,
        ARRAY_OF_OBJECTS,
        NO_TEMPLATE,
        OTHER
    }
}
