package dev.offspring.processor.scan;

import dev.offspring.annotation.Shared;
import dev.offspring.processor.report.Location;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.report.UseRule;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Static fields with handles, which each process would make for itself. */
public final class HandleFields {
    private static final String CODE = UseRule.HANDLE_OF_ONE_PROCESS.code();

    private HandleFields() {}

    /** Those in classes whose targets run elsewhere. */
    public static List<Problem> ofOneProcess(Collection<TypeElement> owners, Types types) {
        return owners.stream()
                .filter(owner -> !isSuppressed(owner))
                .flatMap(owner -> ElementFilter.fieldsIn(owner.getEnclosedElements()).stream())
                .filter(field -> isHandleOfOneProcess(field, types))
                .map(field -> Problem.of(
                        Location.of(field),
                        UseRule.HANDLE_OF_ONE_PROCESS,
                        field.getSimpleName(),
                        FieldShapeReader.written(field.asType())))
                .toList();
    }

    private static boolean isHandleOfOneProcess(VariableElement field, Types types) {
        return field.getModifiers().contains(Modifier.STATIC)
                && Annotations.find(field, Shared.class).isEmpty()
                && !isSuppressed(field)
                && field.asType() instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement type
                && Handles.isHandle(type, types);
    }

    private static boolean isSuppressed(Element element) {
        return Annotations.find(element, SuppressWarnings.class)
                .flatMap(warnings -> Annotations.written(warnings, "value"))
                .filter(names -> names.toString().contains("\"" + CODE + "\""))
                .isPresent();
    }
}
