package dev.offspring.processor.model;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.offspring.processor.report.Location;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A method that runs in processes of its own.
 *
 * @param method its name in the source
 * @param name what it is called in generated code: the same, or the annotation's {@code name}
 * @param nameLocation the annotation's {@code name}, or the method
 * @param variables type variables, those of the class first where the receiver has any
 * @param parameters the receiver, if there is one, and the method's own
 * @param result how the result travels; null for void
 * @param link {@code greet(String)}: the method, as Javadoc names it
 */
public record TargetModel(
        String method,
        String name,
        Location location,
        Location nameLocation,
        Set<Trait> traits,
        List<TypeVariableName> variables,
        List<ParameterModel> parameters,
        TypeName resultType,
        @Nullable Travel result,
        String link,
        DefaultsModel defaults) {
    /** What is true of a method. */
    public enum Trait {
        STATIC,
        PRIVATE,
        ABSTRACT,
        PUBLIC,
        VARARGS,
        DEPRECATED,
        /** Its result mentions a type variable. */
        GENERIC_RESULT
    }

    public TargetModel {
        traits = Set.copyOf(traits);
        variables = List.copyOf(variables);
        parameters = List.copyOf(parameters);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether every parameter can be typed on a command line. */
    public boolean isSimple() {
        return parameters.stream().allMatch(ParameterModel::isSimple);
    }
}
