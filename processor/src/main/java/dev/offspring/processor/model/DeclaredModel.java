package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.report.Location;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @ProcessMessage}.
 *
 * @param annotated the class that it stands on
 * @param type what it says travels
 * @param isConcrete whether that has values of its own, or is sealed
 * @param isKnown whether the runtime knows it anyway
 * @param travel how it travels if it has no serialiser of the user's own
 */
public record DeclaredModel(
        ClassName annotated,
        ClassName type,
        Location location,
        boolean isConcrete,
        boolean isKnown,
        Travel travel,
        @Nullable SerializerModel serializer) {
    /**
     * A serialiser of the user's own.
     *
     * @param obstacle why it cannot be made; empty if it can
     */
    public record SerializerModel(ClassName name, boolean isKryo, String obstacle, Location location) {}
}
