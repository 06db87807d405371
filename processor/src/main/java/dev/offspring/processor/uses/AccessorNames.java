package dev.offspring.processor.uses;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.Accessor;
import dev.offspring.processor.model.TemplateModel;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** The accessor to call instead of a use. */
final class AccessorNames {
    private AccessorNames() {}

    /** {@code StatsShared.total()} for a global, {@code hits(…) of StatsShared} for a member. */
    static String call(VariableElement field, TypeElement owner, Use use) {
        String accessors = TemplateModel.accessors(ClassName.get(owner)).simpleName();
        String method = method(field, use);
        return field.getModifiers().contains(Modifier.STATIC)
                ? accessors + "." + method
                : method + " of a " + accessors;
    }

    private static String method(VariableElement field, Use use) {
        String name = field.getSimpleName().toString();
        TypeKind type = field.asType().getKind();
        if (!type.isPrimitive()) {
            boolean isText = field.asType().toString().endsWith("java.lang.String");
            return isText && use != Use.READ ? name + "(…)" : name + "()";
        }
        boolean isNumeric = type != TypeKind.BOOLEAN;
        return switch (use) {
            case READ -> name + "()";
            case WRITE -> name + "(…)";
            case ADD -> isNumeric ? Accessor.addAndGet(name) + "(…)" : Accessor.compareAndSet(name) + "(…)";
            case ADD_AFTERWARDS -> Accessor.getAndAdd(name) + "(…)";
            case UPDATE -> Accessor.compareAndSet(name) + "(…)";
        };
    }
}
