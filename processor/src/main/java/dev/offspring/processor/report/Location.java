package dev.offspring.processor.report;

import java.util.Objects;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Where a message belongs: an element, an annotation on it, or one value of that annotation. Opaque to all but the
 * scanner, which makes it; valid in its round only, because the compiler replaces its elements between rounds.
 */
public final class Location {
    private final Element element;
    private final @Nullable AnnotationMirror annotation;
    private final @Nullable AnnotationValue value;

    private Location(Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
        this.element = element;
        this.annotation = annotation;
        this.value = value;
    }

    /** At the element's name. */
    public static Location of(Element element) {
        return new Location(element, null, null);
    }

    /** At an annotation of the element. */
    public static Location of(Element element, AnnotationMirror annotation) {
        return new Location(element, annotation, null);
    }

    /** At a value within an annotation of the element. */
    public static Location of(Element element, AnnotationMirror annotation, AnnotationValue value) {
        return new Location(element, annotation, value);
    }

    /** The element, for the {@code Filer}, which wants to know what a file was written from. */
    public Element element() {
        return element;
    }

    void print(Messager messager, Diagnostic.Kind kind, String message) {
        if (annotation == null) {
            messager.printMessage(kind, message, element);
        } else if (value == null) {
            messager.printMessage(kind, message, element, annotation);
        } else {
            messager.printMessage(kind, message, element, annotation, value);
        }
    }

    /** The top-level class around it: messages are sorted by this, and keep their order within it. */
    String file() {
        Element top = element;
        for (Element e = element; e != null && e.getKind() != ElementKind.PACKAGE; e = e.getEnclosingElement()) {
            top = e;
        }
        return top.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Location that
                && element.equals(that.element)
                && Objects.equals(annotation, that.annotation)
                && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(element, annotation, value);
    }

    @Override
    public String toString() {
        return file() + ": " + element;
    }
}
