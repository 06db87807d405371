package dev.offspring.processor.model;

import dev.offspring.processor.report.Location;
import org.jspecify.annotations.Nullable;

/**
 * A field with {@code @Shared}.
 *
 * @param length as written in the annotation; null if it is not
 * @param location the field
 * @param lengthLocation the length in the annotation, or the annotation
 */
public record SharedField(
        String name,
        FieldShape shape,
        boolean isStatic,
        boolean isPrivate,
        boolean isFinal,
        @Nullable Long length,
        Location location,
        Location lengthLocation) {}
