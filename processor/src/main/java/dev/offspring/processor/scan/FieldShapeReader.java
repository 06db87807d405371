package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.offspring.annotation.Shared;
import dev.offspring.processor.model.Cell;
import dev.offspring.processor.model.FieldShape;
import dev.offspring.processor.model.FieldShape.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Reads what a shared field holds. */
final class FieldShapeReader {
    private static final Set<String> BOXES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");
    private static final Set<String> CHARACTERS =
            Set.of("java.lang.CharSequence", "java.lang.StringBuilder", "java.lang.StringBuffer");
    private static final List<String> COLLECTIONS = List.of("java.util.Collection", "java.util.Map");
    private static final String ATOMICS = "java.util.concurrent.atomic";

    private final Types types;

    FieldShapeReader(Types types) {
        this.types = types;
    }

    FieldShape read(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return new FieldShape.Primitive(cell(type));
        }
        if (type instanceof ArrayType array) {
            return readArray(array);
        }
        if (type.getKind() == TypeKind.DECLARED && ((DeclaredType) type).asElement() instanceof TypeElement element) {
            return readClass(element, type);
        }
        return new FieldShape.Other(Kind.OTHER, written(type));
    }

    private FieldShape readArray(ArrayType array) {
        TypeMirror component = array.getComponentType();
        if (component.getKind().isPrimitive()) {
            return new FieldShape.Array(cell(component));
        }
        if (component instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && hasSharedInstanceFields(element)) {
            return new FieldShape.TemplateArray(ClassName.get(element));
        }
        Kind kind = component.getKind() == TypeKind.ARRAY ? Kind.ARRAY_OF_ARRAYS : Kind.ARRAY_OF_OBJECTS;
        return new FieldShape.Other(kind, written(array));
    }

    private FieldShape readClass(TypeElement element, TypeMirror type) {
        String name = element.getQualifiedName().toString();
        if (name.equals("java.lang.String")) {
            return new FieldShape.Text();
        }
        if (hasSharedInstanceFields(element)) {
            return new FieldShape.Template(ClassName.get(element));
        }
        if (Handles.isHandle(element, types)) {
            return new FieldShape.Handle(TypeName.get(type), written(type), isMadeByDefault(element));
        }
        return new FieldShape.Other(kind(element, name), written(type));
    }

    private Kind kind(TypeElement element, String name) {
        if (BOXES.contains(name)) {
            return Kind.BOX;
        }
        if (CHARACTERS.contains(name)) {
            return Kind.CHARACTERS;
        }
        if (name.startsWith(ATOMICS + ".")) {
            return Kind.ATOMIC;
        }
        if (COLLECTIONS.stream().anyMatch(collection -> Handles.isA(element, collection, types))) {
            return Kind.COLLECTION;
        }
        if (element.getKind() == ElementKind.ENUM) {
            return Kind.ENUM;
        }
        if (element.getKind() == ElementKind.RECORD) {
            return Kind.RECORD;
        }
        boolean couldBeTemplate = element.getKind() == ElementKind.CLASS
                && !element.getModifiers().contains(Modifier.ABSTRACT)
                && !name.startsWith("java.");
        return couldBeTemplate ? Kind.NO_TEMPLATE : Kind.OTHER;
    }

    private static boolean isMadeByDefault(TypeElement element) {
        return ElementFilter.methodsIn(element.getEnclosedElements()).stream()
                .anyMatch(method -> method.getSimpleName().contentEquals("create")
                        && method.getParameters().isEmpty()
                        && method.getModifiers().contains(Modifier.STATIC));
    }

    /** Whether a class is a template of structs. */
    static boolean hasSharedInstanceFields(TypeElement element) {
        return ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
                .anyMatch(field -> !field.getModifiers().contains(Modifier.STATIC)
                        && Annotations.find(field, Shared.class).isPresent());
    }

    /** As in the source, but without packages and annotations. */
    static String written(TypeMirror type) {
        return switch (type) {
            case ArrayType array -> written(array.getComponentType()) + "[]";
            case DeclaredType declared -> written(declared);
            default -> type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : type.toString();
        };
    }

    private static String written(DeclaredType type) {
        String name = type.asElement().getSimpleName().toString();
        if (type.getTypeArguments().isEmpty()) {
            return name;
        }
        return name
                + type.getTypeArguments().stream()
                        .map(FieldShapeReader::written)
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static Cell cell(TypeMirror primitive) {
        return Cell.valueOf(primitive.getKind().name());
    }
}
