package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.offspring.annotation.ProcessTarget;
import dev.offspring.processor.model.DefaultsModel;
import dev.offspring.processor.model.OwnerModel;
import dev.offspring.processor.model.OwnerModel.Place;
import dev.offspring.processor.model.ParameterModel;
import dev.offspring.processor.model.TargetModel;
import dev.offspring.processor.model.TargetModel.Trait;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.Location;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** From a class with targets to its model. */
public final class OwnerReader {
    private final Scan scan;
    private final TypeReader types;

    public OwnerReader(Scan scan, TypeReader types) {
        this.scan = scan;
        this.types = types;
    }

    /** The class of that name with all its targets, in the order of the source. */
    public OwnerModel read(String name) throws Unresolved {
        TypeElement owner = scan.type(name);
        List<TargetModel> targets = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
            AnnotationMirror mirror =
                    Annotations.find(method, ProcessTarget.class).orElse(null);
            if (mirror != null) {
                targets.add(target(owner, method, mirror));
            }
        }
        String binary = scan.elements.getBinaryName(owner).toString();
        return new OwnerModel(
                ClassName.get(owner), binary, Scan.isPublic(owner), place(owner), Location.of(owner), targets);
    }

    private static Place place(TypeElement owner) {
        if (Scan.isInner(owner)) {
            return Place.INNER;
        }
        return Scan.isPrivate(owner) ? Place.PRIVATE : Place.OPEN;
    }

    private TargetModel target(TypeElement owner, ExecutableElement method, AnnotationMirror mirror) throws Unresolved {
        String own = method.getSimpleName().toString();
        String name = Annotations.written(mirror, "name")
                .map(value -> (String) value.getValue())
                .orElse("");
        for (TypeMirror thrown : method.getThrownTypes()) {
            scan.requireResolved(thrown, method);
        }
        TypeMirror result = method.getReturnType();
        scan.requireResolved(result, method);
        boolean isVoid = result.getKind() == TypeKind.VOID;
        Location at = Location.of(method);
        return new TargetModel(
                own,
                Annotations.written(mirror, "name").isPresent() && !name.isEmpty() ? name : own,
                at,
                name.isEmpty() ? at : Annotations.locate(method, mirror, "name"),
                traits(owner, method),
                variables(owner, method),
                parameters(owner, method),
                TypeName.get(result),
                isVoid ? null : types.read(result, method),
                link(method),
                defaults(method, mirror));
    }

    private Set<Trait> traits(TypeElement owner, ExecutableElement method) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        Set<Modifier> modifiers = method.getModifiers();
        add(traits, Trait.STATIC, modifiers.contains(Modifier.STATIC));
        add(traits, Trait.PRIVATE, modifiers.contains(Modifier.PRIVATE));
        add(traits, Trait.ABSTRACT, modifiers.contains(Modifier.ABSTRACT));
        add(traits, Trait.PUBLIC, modifiers.contains(Modifier.PUBLIC));
        add(traits, Trait.VARARGS, method.isVarArgs());
        add(traits, Trait.DEPRECATED, scan.elements.isDeprecated(method) || scan.elements.isDeprecated(owner));
        add(traits, Trait.GENERIC_RESULT, TypeReader.isVariable(method.getReturnType()));
        return traits;
    }

    private static void add(Set<Trait> traits, Trait trait, boolean present) {
        if (present) {
            traits.add(trait);
        }
    }

    private static List<TypeVariableName> variables(TypeElement owner, ExecutableElement method) {
        Stream<? extends TypeParameterElement> ofClass =
                method.getModifiers().contains(Modifier.STATIC) ? Stream.of() : owner.getTypeParameters().stream();
        return Stream.concat(ofClass, method.getTypeParameters().stream())
                .map(TypeVariableName::get)
                .toList();
    }

    private List<ParameterModel> parameters(TypeElement owner, ExecutableElement method) throws Unresolved {
        List<ParameterModel> parameters = new ArrayList<>();
        if (!method.getModifiers().contains(Modifier.STATIC)) {
            parameters.add(parameter(receiverName(owner, method), owner.asType(), method, false));
        }
        int last = method.getParameters().size() - 1;
        for (VariableElement parameter : method.getParameters()) {
            boolean variable = method.isVarArgs() && method.getParameters().indexOf(parameter) == last;
            parameters.add(parameter(parameter.getSimpleName().toString(), parameter.asType(), parameter, variable));
        }
        return parameters;
    }

    private ParameterModel parameter(String name, TypeMirror type, Element at, boolean varargs) throws Unresolved {
        Travel travel = types.read(type, at);
        boolean simple = isSimple(varargs && type instanceof ArrayType array ? array.getComponentType() : type);
        TypeName erased = TypeName.get(scan.types.erasure(type));
        boolean variable = TypeReader.isVariable(type);
        return new ParameterModel(name, TypeName.get(type), erased, travel, Location.of(at), simple, variable);
    }

    private static boolean isSimple(TypeMirror type) {
        return type.getKind().isPrimitive()
                || (type instanceof DeclaredType declared
                        && (declared.asElement().getKind() == ElementKind.ENUM
                                || JdkTypes.SIMPLE.contains(Scan.name(Scan.element(declared)))));
    }

    /** {@code worker}, for a {@code Worker}; {@code receiver} if a parameter is called so, or it is a keyword. */
    private static String receiverName(TypeElement owner, ExecutableElement method) {
        String name = owner.getSimpleName().toString();
        String small = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        boolean taken = SourceVersion.isKeyword(small)
                || method.getParameters().stream()
                        .anyMatch(p -> p.getSimpleName().contentEquals(small));
        return taken ? freeName("receiver", method) : small;
    }

    private static String freeName(String name, ExecutableElement method) {
        boolean taken =
                method.getParameters().stream().anyMatch(p -> p.getSimpleName().contentEquals(name));
        return taken ? freeName(name + "_", method) : name;
    }

    /** {@code count(List, int...)}, as Javadoc links to it: erased, and simple where that is in java.lang. */
    private String link(ExecutableElement method) {
        String parameters = method.getParameters().stream()
                .map(parameter -> scan.types.erasure(parameter.asType()).toString())
                .map(type -> type.startsWith("java.lang.") ? type.substring(type.lastIndexOf('.') + 1) : type)
                .collect(Collectors.joining(", "));
        return method.getSimpleName() + "(" + parameters + ")";
    }

    private static DefaultsModel defaults(ExecutableElement method, AnnotationMirror mirror) {
        return new DefaultsModel(
                text(mirror, "timeout"),
                Annotations.locate(method, mirror, "timeout"),
                text(mirror, "heap"),
                Annotations.locate(method, mirror, "heap"),
                Annotations.written(mirror, "retries")
                        .map(value -> number(value.getValue()))
                        .orElse(0),
                Annotations.locate(method, mirror, "retries"));
    }

    private static int number(@Nullable Object value) {
        return value instanceof Integer number ? number : 0;
    }

    private static String text(AnnotationMirror mirror, String name) {
        return Annotations.written(mirror, name)
                .map(value -> value.getValue().toString())
                .orElse("");
    }
}
