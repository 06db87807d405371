package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;

/**
 * A record's component or a class's field.
 *
 * @param declaring the class that declares it: its own, or one that it extends
 * @param erased its type without type arguments and variables
 * @param access how generated code gets at it
 */
public record FieldModel(
        String name, ClassName declaring, TypeName type, TypeName erased, Travel travel, Access access) {
    /** How generated code gets at a field. */
    public enum Access {
        /** {@code value.id()}: a record's accessor. */
        ACCESSOR,
        /** {@code value.id}. */
        DIRECT,
        /** Through a {@code VarHandle}: the field is private, or of another package. */
        HANDLE
    }
}
