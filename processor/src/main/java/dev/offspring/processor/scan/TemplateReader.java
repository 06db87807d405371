package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import dev.offspring.annotation.Generated;
import dev.offspring.annotation.Shared;
import dev.offspring.processor.model.SharedField;
import dev.offspring.processor.model.TemplateModel;
import dev.offspring.processor.model.TemplateModel.Compiled;
import dev.offspring.processor.model.TemplateModel.Trait;
import dev.offspring.processor.report.Location;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads classes with shared fields. */
public final class TemplateReader {
    private final Elements elements;
    private final FieldShapeReader shapes;

    public TemplateReader(Elements elements, Types types) {
        this.elements = elements;
        this.shapes = new FieldShapeReader(types);
    }

    /** Whether the type of a shared field, here or in a nested template, is not there yet: another round may bring it. */
    public static boolean isUnresolved(TypeElement type) {
        return isUnresolved(type, new HashSet<>());
    }

    private static boolean isUnresolved(TypeElement template, Set<TypeElement> seen) {
        return seen.add(template)
                && sharedFields(template).stream()
                        .map(VariableElement::asType)
                        .anyMatch(type -> isUnresolved(type)
                                || (elementType(type) instanceof DeclaredType declared
                                        && declared.asElement() instanceof TypeElement nested
                                        && isUnresolved(nested, seen)));
    }

    private static TypeMirror elementType(TypeMirror type) {
        return type instanceof ArrayType array ? array.getComponentType() : type;
    }

    private static boolean isUnresolved(TypeMirror type) {
        return switch (type) {
            case ArrayType array -> isUnresolved(array.getComponentType());
            case DeclaredType declared ->
                type.getKind() == TypeKind.ERROR
                        || declared.getTypeArguments().stream().anyMatch(TemplateReader::isUnresolved);
            default -> false;
        };
    }

    /** A template of this compilation. */
    public TemplateModel read(TypeElement type) {
        return read(type, null);
    }

    /** A template of a library; empty if no accessors were compiled with it. */
    public Optional<TemplateModel> readCompiled(TypeElement type) {
        String accessors = TemplateModel.accessors(ClassName.get(type)).canonicalName();
        return Optional.ofNullable(elements.getTypeElement(accessors))
                .map(TemplateReader::compiled)
                .map(compiled -> read(type, compiled));
    }

    private static @Nullable Compiled compiled(TypeElement accessors) {
        Long bytes = null;
        Long hash = null;
        for (VariableElement field : ElementFilter.fieldsIn(accessors.getEnclosedElements())) {
            if (field.getConstantValue() instanceof Long value) {
                bytes = field.getSimpleName().contentEquals("BYTES") ? value : bytes;
                hash = field.getSimpleName().contentEquals("LAYOUT_HASH") ? value : hash;
            }
        }
        return bytes == null || hash == null ? null : new Compiled(bytes, hash);
    }

    private TemplateModel read(TypeElement type, @Nullable Compiled compiled) {
        return new TemplateModel(
                ClassName.get(type),
                elements.getBinaryName(type).toString(),
                isPublic(type),
                traits(type),
                templateParent(type),
                compiled,
                compiled == null ? takenBy(type) : null,
                sharedFields(type).stream().map(this::readField).toList(),
                Location.of(type));
    }

    private SharedField readField(VariableElement field) {
        AnnotationMirror shared = Annotations.find(field, Shared.class).orElseThrow();
        Set<Modifier> modifiers = field.getModifiers();
        return new SharedField(
                field.getSimpleName().toString(),
                shapes.read(field.asType()),
                modifiers.contains(Modifier.STATIC),
                modifiers.contains(Modifier.PRIVATE),
                modifiers.contains(Modifier.FINAL),
                Annotations.written(shared, "length")
                        .map(value -> value.getValue() instanceof Number number ? number.longValue() : null)
                        .orElse(null),
                Location.of(field),
                Annotations.locate(field, shared, "length"));
    }

    private static List<VariableElement> sharedFields(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> Annotations.find(field, Shared.class).isPresent())
                .toList();
    }

    private Set<Trait> traits(TypeElement type) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (isCompact(type)) {
            traits.add(Trait.COMPACT);
        }
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            if (e.getModifiers().contains(Modifier.PRIVATE)) {
                traits.add(Trait.PRIVATE);
            }
        }
        if (!type.getTypeParameters().isEmpty()) {
            traits.add(Trait.GENERIC);
        }
        if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            traits.add(Trait.ABSTRACT);
        }
        if (type.getNestingKind() == NestingKind.MEMBER && !type.getModifiers().contains(Modifier.STATIC)) {
            traits.add(Trait.INNER);
        }
        switch (type.getKind()) {
            case INTERFACE, ANNOTATION_TYPE -> traits.add(Trait.INTERFACE);
            case ENUM -> traits.add(Trait.ENUM);
            case RECORD -> traits.add(Trait.RECORD);
            default -> traits.addAll(constructorTraits(type));
        }
        return traits;
    }

    /** Whether the compiler made up the outermost class, around the members of a compact source file: no name leads to it. */
    private boolean isCompact(TypeElement type) {
        TypeElement outermost = type;
        while (outermost.getEnclosingElement() instanceof TypeElement outer) {
            outermost = outer;
        }
        return elements.getTypeElement(outermost.getQualifiedName()) == null;
    }

    private static List<Trait> constructorTraits(TypeElement type) {
        Optional<ExecutableElement> constructor = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(candidate -> candidate.getParameters().isEmpty())
                .findFirst();
        if (constructor.isEmpty()) {
            return List.of(Trait.NO_CONSTRUCTOR);
        }
        List<Trait> traits = new ArrayList<>();
        if (constructor.get().getModifiers().contains(Modifier.PRIVATE)) {
            traits.add(Trait.PRIVATE_CONSTRUCTOR);
        }
        if (!constructor.get().getThrownTypes().isEmpty()) {
            traits.add(Trait.THROWING_CONSTRUCTOR);
        }
        return traits;
    }

    private static boolean isPublic(TypeElement type) {
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            if (!e.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String templateParent(TypeElement type) {
        TypeMirror parent = type.getSuperclass();
        while (parent instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            if (FieldShapeReader.hasSharedInstanceFields(element)) {
                return element.getSimpleName().toString();
            }
            parent = element.getSuperclass();
        }
        return null;
    }

    /** A class of the package that has the name of the accessors, or one that differs in case only. */
    private @Nullable String takenBy(TypeElement type) {
        String name = TemplateModel.accessors(ClassName.get(type)).simpleName();
        return elements.getPackageOf(type).getEnclosedElements().stream()
                .filter(other -> other.getKind() != ElementKind.PACKAGE)
                .filter(other -> other.getSimpleName().toString().equalsIgnoreCase(name))
                .filter(other -> Annotations.find(other, Generated.class).isEmpty())
                .map(other -> other.getSimpleName().toString())
                .findFirst()
                .orElse(null);
    }
}
