package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.report.Location;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class with shared fields.
 *
 * @param isPublic whether it and all classes around it are public
 * @param templateParent the class that it extends, if that has shared instance fields itself
 * @param compiled the size of its struct, if that was compiled before (it comes from a library)
 * @param takenBy the class of the user's that has the name of its accessors, or one that differs in case only
 */
public record TemplateModel(
        ClassName type,
        String binaryName,
        boolean isPublic,
        Set<Trait> traits,
        @Nullable String templateParent,
        @Nullable Compiled compiled,
        @Nullable String takenBy,
        List<SharedField> fields,
        Location location) {
    /** What keeps a class from being a template, or some of its fields from being shared. */
    public enum Trait {
        PRIVATE,
        GENERIC,
        COMPACT,
        INTERFACE,
        ENUM,
        RECORD,
        ABSTRACT,
        INNER,
        NO_CONSTRUCTOR,
        PRIVATE_CONSTRUCTOR,
        THROWING_CONSTRUCTOR
    }

    /** What a compiled accessor class says of its struct. */
    public record Compiled(long bytes, long layoutHash) {}

    public TemplateModel {
        traits = Set.copyOf(traits);
        fields = List.copyOf(fields);
    }

    /** {@code OuterInnerShared} for {@code Outer.Inner}. */
    public static ClassName accessors(ClassName template) {
        return ClassName.get(template.packageName(), String.join("", template.simpleNames()) + "Shared");
    }

    /** The class that is generated from it. */
    public ClassName accessors() {
        return accessors(type);
    }

    /** {@code Outer.Inner}. */
    public String written() {
        return String.join(".", type.simpleNames());
    }

    /** Its members in every struct. */
    public List<SharedField> instanceFields() {
        return fields.stream().filter(field -> !field.isStatic()).toList();
    }

    /** Its globals. */
    public List<SharedField> staticFields() {
        return fields.stream().filter(SharedField::isStatic).toList();
    }
}
