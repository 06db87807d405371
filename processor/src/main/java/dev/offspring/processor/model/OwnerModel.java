package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.report.Location;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A class with targets.
 *
 * @param isPublic whether it and all classes around it are public
 */
public record OwnerModel(
        ClassName type,
        String binaryName,
        boolean isPublic,
        Place place,
        Location location,
        List<TargetModel> targets) {
    /** Where a class stands, as far as that matters to generated code. */
    public enum Place {
        /** On its own, or nested and static: generated code can name it. */
        OPEN,
        /** It, or a class around it, is private. */
        PRIVATE,
        /** Nested and not static: it has an outer instance. */
        INNER
    }

    public OwnerModel {
        targets = List.copyOf(targets);
    }

    /** {@code OuterInner}: the beginning of every name that is generated from it. */
    public static String joinedName(ClassName type) {
        return type.simpleNames().stream().collect(Collectors.joining());
    }

    /** {@code demo.HelloTargets}. */
    public ClassName targetsClass() {
        return ClassName.get(type.packageName(), joinedName(type) + "Targets");
    }

    /** {@code demo.HelloGreetMain}. */
    public ClassName mainClass(TargetModel target) {
        String name = target.name();
        String capitalised = name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return ClassName.get(type.packageName(), joinedName(type) + capitalised + "Main");
    }
}
