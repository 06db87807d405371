package dev.offspring.processor.generate;

import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Adds modifiers to a visibility. */
final class Modifiers {
    private Modifiers() {}

    static Modifier[] and(Modifier[] visibility, Modifier... more) {
        return Stream.concat(Stream.of(visibility), Stream.of(more)).toArray(Modifier[]::new);
    }
}
