package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.report.Location;

/**
 * Factories for the channels of one type: {@code OrderQueue} or {@code OrderPipe}.
 *
 * @param type the type of their elements: a class of the user's without type parameters
 * @param isQueue else it is for pipes
 * @param isPublic whether every package may name the type
 * @param location where the type is declared
 */
public record StubModel(ClassName type, boolean isQueue, boolean isPublic, Location location) {
    /** The class that is generated. */
    public ClassName name() {
        return ClassName.get(type.packageName(), OwnerModel.joinedName(type) + (isQueue ? "Queue" : "Pipe"));
    }
}
