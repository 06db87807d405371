package dev.offspring.processor.scan;

import dev.offspring.processor.report.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Annotations as they are written: their values, and where those stand. */
public final class Annotations {
    private Annotations() {}

    /** The element's annotations of this type, also those that a container holds. */
    static List<AnnotationMirror> all(Element element, Class<?> annotation, Class<?> container) {
        return element.getAnnotationMirrors().stream()
                .<AnnotationMirror>mapMulti((mirror, out) -> {
                    if (isOf(mirror, annotation)) {
                        out.accept(mirror);
                    } else if (isOf(mirror, container)) {
                        contents(mirror).forEach(out);
                    }
                })
                .toList();
    }

    /** The element's annotation of this type. */
    public static Optional<AnnotationMirror> find(Element element, Class<?> annotation) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> isOf(mirror, annotation))
                .<AnnotationMirror>map(mirror -> mirror)
                .findFirst();
    }

    /** What is written for one of its elements; empty if nothing is. */
    public static Optional<AnnotationValue> written(AnnotationMirror mirror, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** The place of one of its elements, or of the annotation if nothing is written. */
    public static Location locate(Element element, AnnotationMirror mirror, String name) {
        return written(mirror, name)
                .map(value -> Location.of(element, mirror, value))
                .orElseGet(() -> Location.of(element, mirror));
    }

    static boolean isOf(AnnotationMirror mirror, Class<?> annotation) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .contentEquals(annotation.getCanonicalName());
    }

    private static List<AnnotationMirror> contents(AnnotationMirror container) {
        return written(container, "value")
                .map(value -> ((List<?>) value.getValue())
                        .stream()
                                .map(item -> (AnnotationMirror) ((AnnotationValue) item).getValue())
                                .toList())
                .orElse(List.of());
    }
}
