package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.offspring.annotation.Shared;
import dev.offspring.processor.model.OwnerModel;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.TravelRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** How values of the user's types, and of the runtime's handles, travel. */
final class OwnReader {
    private static final Set<String> HANDLES =
            Set.of("dev.offspring.shared", "dev.offspring.sync", "dev.offspring.channel");
    private static final Set<String> RUNTIME = Set.of(
            "dev.offspring.os",
            "dev.offspring.memory",
            "dev.offspring.wire",
            "dev.offspring.process",
            "dev.offspring.pool");

    private final Scan scan;

    OwnReader(Scan scan) {
        this.scan = scan;
    }

    Travel read(TypeElement element, TypeName type, List<Travel> arguments) throws Unresolved {
        requireSupertypes(element);
        String inPackage =
                scan.elements.getPackageOf(element).getQualifiedName().toString();
        if (HANDLES.contains(inPackage) && Handles.isHandle(element, scan.types)) {
            return new Travel.Registered(type, List.of());
        }
        if (RUNTIME.contains(inPackage) || HANDLES.contains(inPackage)) {
            return refused(type, TravelRule.CANNOT_TRAVEL, element, "it belongs to the process that has it");
        }
        if (Scan.isPrivate(element)) {
            return refused(type, TravelRule.UNNAMEABLE_CLASS, element);
        }
        if (scan.isSubtype(element, RuntimeTypes.SHARED_STRUCT)) {
            return new Travel.Struct(ClassName.get(element));
        }
        if (element.getKind() == ElementKind.ENUM) {
            return new Travel.EnumValue(ClassName.get(element), true);
        }
        return isAbstract(element) ? open(element, type, arguments) : concrete(element, type, arguments);
    }

    private Travel open(TypeElement element, TypeName type, List<Travel> arguments) {
        boolean sealed = element.getModifiers().contains(Modifier.SEALED);
        if (!sealed && element.getAnnotation(FunctionalInterface.class) != null) {
            return refused(type, TravelRule.FUNCTION, element);
        }
        return new Travel.Open(type, arguments, known(element));
    }

    private Travel concrete(TypeElement element, TypeName type, List<Travel> arguments) throws Unresolved {
        if (Scan.isInner(element)) {
            return refused(type, TravelRule.INNER_CLASS, element);
        }
        if (isTemplate(element)) {
            return refused(type, TravelRule.TEMPLATE, element, accessors(element));
        }
        if (element.getKind() == ElementKind.CLASS) {
            ClassShape shape = new ClassShape(scan, element);
            if (!shape.isReachable()) {
                return refused(type, TravelRule.FOREIGN_CLASS, element, shape.reason());
            }
            if (!shape.isConstructible()) {
                return refused(type, TravelRule.NO_CONSTRUCTOR, element, shape.reason());
            }
        }
        if (element.getModifiers().contains(Modifier.FINAL)) {
            return new Travel.Own(type, ClassName.get(element), serializer(element), arguments);
        }
        return new Travel.Open(type, arguments, known(element));
    }

    /** The classes that a value of this type may have, as far as they are known: itself, and what it permits. */
    private List<String> known(TypeElement element) {
        Set<String> names = new LinkedHashSet<>();
        if (!isAbstract(element)) {
            names.add(Scan.name(element));
        }
        for (TypeMirror permitted : element.getPermittedSubclasses()) {
            if (permitted.getKind() == TypeKind.DECLARED) {
                names.addAll(known(Scan.element(permitted)));
            }
        }
        return new ArrayList<>(names);
    }

    private static boolean isTemplate(TypeElement element) {
        return element.getEnclosedElements().stream()
                .filter(member -> !member.getModifiers().contains(Modifier.STATIC))
                .anyMatch(member -> Annotations.find(member, Shared.class).isPresent());
    }

    private static String accessors(TypeElement element) {
        return OwnerModel.joinedName(ClassName.get(element)) + "Shared";
    }

    private void requireSupertypes(TypeElement element) throws Unresolved {
        scan.requireResolved(element.getSuperclass(), element);
        for (TypeMirror above : element.getInterfaces()) {
            scan.requireResolved(above, element);
        }
        for (TypeMirror permitted : element.getPermittedSubclasses()) {
            scan.requireResolved(permitted, element);
        }
    }

    static boolean isAbstract(TypeElement element) {
        return element.getKind().isInterface() || element.getModifiers().contains(Modifier.ABSTRACT);
    }

    static ClassName serializer(TypeElement element) {
        ClassName name = ClassName.get(element);
        return ClassName.get(name.packageName(), OwnerModel.joinedName(name) + "Serializer");
    }

    private static Travel refused(TypeName type, TravelRule rule, TypeElement element, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(Scan.name(element)));
        arguments.addAll(List.of(more));
        return new Travel.Refused(type, rule, arguments);
    }
}
