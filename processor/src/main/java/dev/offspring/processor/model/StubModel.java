package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.offspring.processor.report.Location;
import java.util.List;

/**
 * Factories for the channels of one type: {@code OrderQueue} or {@code OrderPipe}.
 *
 * @param type the type of their elements: a class of the user's
 * @param variables its type parameters, which are those of each factory too
 * @param isQueue else it is for pipes
 * @param isPublic whether every package may name the type
 * @param location where the type is declared
 */
public record StubModel(
        ClassName type, List<TypeVariableName> variables, boolean isQueue, boolean isPublic, Location location) {
    public StubModel {
        variables = List.copyOf(variables);
    }

    /** The type of an element: {@code Order}, {@code Pair<A>}. */
    public TypeName element() {
        return variables.isEmpty() ? type : ParameterizedTypeName.get(type, variables.toArray(TypeName[]::new));
    }

    /** The class that is generated. */
    public ClassName name() {
        return ClassName.get(type.packageName(), OwnerModel.joinedName(type) + (isQueue ? "Queue" : "Pipe"));
    }
}
