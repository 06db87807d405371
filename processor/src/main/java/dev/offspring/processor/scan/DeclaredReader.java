package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import dev.offspring.annotation.ProcessMessage;
import dev.offspring.annotation.ProcessMessages;
import dev.offspring.processor.model.DeclaredModel;
import dev.offspring.processor.model.DeclaredModel.SerializerModel;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** From {@code @ProcessMessage} to its model. */
public final class DeclaredReader {
    private final Scan scan;
    private final TypeReader types;

    public DeclaredReader(Scan scan, TypeReader types) {
        this.scan = scan;
        this.types = types;
    }

    /** All that a class declares. Serialisers that it names count from now on. */
    public List<DeclaredModel> read(String annotated) throws Unresolved {
        TypeElement element = scan.type(annotated);
        List<DeclaredModel> models = new ArrayList<>();
        for (AnnotationMirror mirror : Annotations.all(element, ProcessMessage.class, ProcessMessages.class)) {
            models.add(read(element, mirror));
        }
        return models;
    }

    private DeclaredModel read(TypeElement annotated, AnnotationMirror mirror) throws Unresolved {
        TypeMirror named = classOf(annotated, mirror, "type");
        TypeElement type = named == null ? annotated : Scan.element(named);
        ClassName name = ClassName.get(type);
        SerializerModel serializer = serializer(annotated, mirror);
        if (serializer != null) {
            scan.declareSerializer(name, serializer.name());
        }
        String known = Scan.name(type);
        boolean isKnown = JdkTypes.LEAVES.contains(known)
                || JdkTypes.COLLECTIONS.contains(known)
                || JdkTypes.MAPS.contains(known)
                || known.equals("java.lang.String")
                || ClassName.get(type).isBoxedPrimitive();
        boolean isConcrete = serializer != null
                || !OwnReader.isAbstract(type)
                || type.getModifiers().contains(Modifier.SEALED);
        Travel travel = types.read(scan.types.erasure(type.asType()), annotated);
        Location at = Annotations.locate(annotated, mirror, "type");
        return new DeclaredModel(ClassName.get(annotated), name, at, isConcrete, isKnown, travel, serializer);
    }

    private @Nullable SerializerModel serializer(TypeElement annotated, AnnotationMirror mirror) throws Unresolved {
        TypeMirror named = classOf(annotated, mirror, "serializer");
        if (named == null) {
            return null;
        }
        TypeElement type = Scan.element(named);
        return new SerializerModel(
                ClassName.get(type),
                scan.isSubtype(type, RuntimeTypes.SERIALIZER),
                obstacle(type),
                Annotations.locate(annotated, mirror, "serializer"));
    }

    private static String obstacle(TypeElement type) {
        if (OwnReader.isAbstract(type)) {
            return "it is abstract";
        }
        if (Scan.isPrivate(type)) {
            return "it is private";
        }
        if (Scan.isInner(type)) {
            return "it is an inner class, which needs an outer instance";
        }
        boolean constructible = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty()
                        && !constructor.getModifiers().contains(Modifier.PRIVATE));
        return constructible ? "" : "it has no constructor without arguments that generated code may call";
    }

    /** The class that an element of the annotation names; null if it is left out. */
    private @Nullable TypeMirror classOf(Element annotated, AnnotationMirror mirror, String name) throws Unresolved {
        Optional<AnnotationValue> written = Annotations.written(mirror, name);
        if (written.isEmpty()) {
            return null;
        }
        if (!(written.get().getValue() instanceof TypeMirror type)) {
            // A class that is not there yet is no class literal to the compiler, but the text "<error>".
            throw new Unresolved(
                    Location.of(annotated, mirror, written.get()), written.get().toString(), true);
        }
        if (type.getKind() == TypeKind.ERROR) {
            throw scan.unresolved(type, annotated);
        }
        return type instanceof DeclaredType ? type : null;
    }
}
