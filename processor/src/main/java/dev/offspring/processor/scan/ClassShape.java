package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.MessageModel.Construction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** The fields of a class that is no record, and how it can be made again from them. */
final class ClassShape {
    private final Scan scan;
    private final TypeElement type;
    private final List<VariableElement> fields = new ArrayList<>();
    private String reason = "";
    private boolean reachable = true;
    private Optional<Construction> construction = Optional.empty();

    ClassShape(Scan scan, TypeElement type) throws Unresolved {
        this.scan = scan;
        this.type = type;
        collect(type);
        if (reachable) {
            construct();
        }
    }

    /** Whether the fields of it and of the classes above it can be read by generated code. */
    boolean isReachable() {
        return reachable;
    }

    boolean isConstructible() {
        return construction.isPresent();
    }

    /** Why not, where it is not. */
    String reason() {
        return reason;
    }

    Construction construction() {
        return construction.orElseThrow();
    }

    /** All fields that travel: the superclass's first, or in the order of the constructor that takes them. */
    List<VariableElement> fields() {
        return fields;
    }

    /** A field's type, as this class sees it. */
    TypeMirror typeOf(VariableElement field) {
        return scan.types.asMemberOf((DeclaredType) type.asType(), field);
    }

    private void collect(TypeElement declaring) throws Unresolved {
        TypeMirror above = declaring.getSuperclass();
        scan.requireResolved(above, declaring);
        if (above.getKind() == TypeKind.DECLARED
                && !Scan.name(Scan.element(above)).equals("java.lang.Object")) {
            collect(Scan.element(above));
        }
        if (scan.isJdk(declaring)) {
            unreachable("it extends " + declaring.getQualifiedName() + " of the JDK");
        } else if (!scan.elements.getModuleOf(declaring).equals(scan.elements.getModuleOf(type))) {
            unreachable("it extends " + declaring.getQualifiedName() + " of another module");
        }
        for (VariableElement field : ElementFilter.fieldsIn(declaring.getEnclosedElements())) {
            if (!field.getModifiers().contains(Modifier.STATIC)
                    && !field.getModifiers().contains(Modifier.TRANSIENT)) {
                fields.add(field);
            }
        }
    }

    private void unreachable(String why) {
        reachable = false;
        reason = why;
    }

    private void construct() throws Unresolved {
        for (VariableElement field : fields) {
            scan.requireResolved(field.asType(), field);
        }
        if (fields.stream().map(Element::getSimpleName).distinct().count() < fields.size()) {
            reason = "it has a field of the same name as a class that it extends";
            return;
        }
        List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
                .filter(constructor -> constructor.getThrownTypes().stream().allMatch(this::isUnchecked))
                .toList();
        for (ExecutableElement constructor : constructors) {
            if (matches(constructor)) {
                order(constructor);
                construction = Optional.of(Construction.CONSTRUCTOR);
                return;
            }
        }
        setFields(constructors);
    }

    private void setFields(List<ExecutableElement> constructors) {
        Optional<VariableElement> fixed = fields.stream()
                .filter(field -> field.getModifiers().contains(Modifier.FINAL))
                .findFirst();
        boolean empty = constructors.stream().anyMatch(c -> c.getParameters().isEmpty());
        if (empty && fixed.isEmpty()) {
            construction = Optional.of(Construction.FIELDS);
            return;
        }
        String wanted = fields.stream()
                .map(field -> typeOf(field) + " " + field.getSimpleName())
                .collect(Collectors.joining(", ", "(", ")"));
        String rest = fixed.map(field -> "field '" + field.getSimpleName() + "' is final")
                .orElse("it has no constructor without arguments");
        reason = "no constructor that generated code may call takes its fields " + wanted + ", and " + rest;
    }

    private boolean isUnchecked(TypeMirror thrown) {
        return thrown instanceof DeclaredType declared
                && (scan.isSubtype((TypeElement) declared.asElement(), "java.lang.RuntimeException")
                        || scan.isSubtype((TypeElement) declared.asElement(), "java.lang.Error"));
    }

    private boolean matches(ExecutableElement constructor) {
        return constructor.getParameters().size() == fields.size()
                && constructor.getParameters().stream()
                        .allMatch(parameter -> field(parameter)
                                .filter(field -> scan.types.isSameType(typeOf(field), parameter.asType()))
                                .isPresent());
    }

    private Optional<VariableElement> field(VariableElement parameter) {
        return fields.stream()
                .filter(field -> field.getSimpleName().equals(parameter.getSimpleName()))
                .findFirst();
    }

    private void order(ExecutableElement constructor) {
        List<VariableElement> ordered = constructor.getParameters().stream()
                .flatMap(parameter -> field(parameter).stream())
                .toList();
        fields.clear();
        fields.addAll(ordered);
    }

    /** Whether generated code in the class's package may use the field directly. */
    boolean isDirect(VariableElement field) {
        return !field.getModifiers().contains(Modifier.PRIVATE)
                && scan.elements.getPackageOf(field).equals(scan.elements.getPackageOf(type));
    }

    static ClassName declaring(VariableElement field) {
        return ClassName.get((TypeElement) field.getEnclosingElement());
    }
}
