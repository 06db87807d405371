package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import dev.offspring.annotation.Generated;
import dev.offspring.processor.report.Location;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaFileObject;

/** The compiler's elements, and the questions that all readers ask of them. Lives for one round. */
public final class Scan {
    final Elements elements;
    final Types types;
    /** The user's own serialisers, by the canonical name of what they encode. */
    final Map<String, ClassName> custom = new LinkedHashMap<>();

    public Scan(ProcessingEnvironment environment) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
    }

    /** Notes that a type has a serialiser of the user's own. */
    public void declareSerializer(ClassName type, ClassName serializer) {
        custom.put(type.canonicalName(), serializer);
    }

    /** The class of that name; it was there in an earlier round. */
    public TypeElement type(String canonicalName) {
        return Optional.ofNullable(elements.getTypeElement(canonicalName))
                .orElseThrow(() -> new IllegalStateException(canonicalName + " has gone"));
    }

    /** Whether a class of this name exists that was not generated. */
    public boolean isTaken(ClassName name) {
        TypeElement type = elements.getTypeElement(name.canonicalName());
        return type != null && type.getAnnotation(Generated.class) == null;
    }

    static TypeElement element(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }

    static String name(TypeElement type) {
        return type.getQualifiedName().toString();
    }

    /** Whether a class is written in a source of this compilation. */
    boolean isSource(Element element) {
        return switch (element.getKind()) {
            case PACKAGE, MODULE -> false;
            default -> {
                JavaFileObject file = elements.getFileObjectOf(element);
                yield file != null && file.getKind() == JavaFileObject.Kind.SOURCE;
            }
        };
    }

    boolean isJdk(TypeElement type) {
        String module = elements.getModuleOf(type).getQualifiedName().toString();
        return module.startsWith("java.") || module.startsWith("jdk.");
    }

    boolean isSubtype(TypeElement type, ClassName supertype) {
        return isSubtype(type, supertype.canonicalName());
    }

    boolean isSubtype(TypeElement type, String supertype) {
        TypeElement other = elements.getTypeElement(supertype);
        return other != null && types.isSubtype(types.erasure(type.asType()), types.erasure(other.asType()));
    }

    /** The class and the classes around it, from the inside out. */
    static Stream<Element> nest(Element type) {
        return Stream.iterate(
                type, e -> e.getKind().isClass() || e.getKind().isInterface(), Element::getEnclosingElement);
    }

    static boolean isPublic(Element type) {
        return nest(type).allMatch(e -> e.getModifiers().contains(Modifier.PUBLIC));
    }

    static boolean isPrivate(Element type) {
        return nest(type).anyMatch(e -> e.getModifiers().contains(Modifier.PRIVATE));
    }

    /** Whether the class, or one around it, has an outer instance. */
    static boolean isInner(Element type) {
        return nest(type)
                .anyMatch(e -> e.getKind() == ElementKind.CLASS
                        && !isTopLevel(e)
                        && !e.getModifiers().contains(Modifier.STATIC));
    }

    private static boolean isTopLevel(Element type) {
        Element around = type.getEnclosingElement();
        return around == null || around.getKind() == ElementKind.PACKAGE;
    }

    /** Throws if the type is not there yet, wherever in it. */
    void requireResolved(TypeMirror type, Element where) throws Unresolved {
        if (type.getKind() == TypeKind.ERROR) {
            throw unresolved(type, where);
        }
        if (type instanceof DeclaredType declared) {
            for (TypeMirror argument : declared.getTypeArguments()) {
                requireResolved(argument, where);
            }
        }
    }

    Unresolved unresolved(TypeMirror type, Element where) {
        return new Unresolved(Location.of(where), type.toString(), isSource(where));
    }
}
