package dev.offspring.processor.model;

import com.palantir.javapoet.TypeName;
import dev.offspring.processor.report.Location;

/**
 * A parameter of a target, or its receiver.
 *
 * @param erased its type without type arguments and variables
 * @param isSimple whether it can be typed on a command line
 * @param isVariable whether its type mentions a type variable
 */
public record ParameterModel(
        String name,
        TypeName type,
        TypeName erased,
        Travel travel,
        Location location,
        boolean isSimple,
        boolean isVariable) {}
