package dev.offspring.processor.scan;

import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Tells handles, which stand for something that processes share, from other classes. */
public final class Handles {
    private static final Set<String> PACKAGES =
            Set.of("dev.offspring.shared", "dev.offspring.sync", "dev.offspring.channel");
    private static final Set<String> NO_HANDLES = Set.of(
            "dev.offspring.shared.StructType",
            "dev.offspring.wire.TypeRegistry",
            "dev.offspring.channel.Select",
            "dev.offspring.channel.Overflow",
            "dev.offspring.channel.Message",
            "dev.offspring.channel.Loan",
            "dev.offspring.channel.ChildHandle");

    private Handles() {}

    /** A shared value, a struct, a lock, a queue, an end of a pipe …: told by the packages of its class and supertypes. */
    public static boolean isHandle(TypeElement type, Types types) {
        return NO_HANDLES.stream().noneMatch(name -> isA(type, name, types)) && isFromHandlePackage(type, types);
    }

    private static boolean isFromHandlePackage(TypeElement type, Types types) {
        if (PACKAGES.contains(packageName(type))) {
            return true;
        }
        for (TypeMirror parent : types.directSupertypes(type.asType())) {
            if (parent instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                    && isFromHandlePackage(element, types)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class is another one, or has it among its supertypes. */
    static boolean isA(TypeElement type, String name, Types types) {
        if (type.getQualifiedName().contentEquals(name)) {
            return true;
        }
        for (TypeMirror parent : types.directSupertypes(type.asType())) {
            if (parent instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                    && isA(element, name, types)) {
                return true;
            }
        }
        return false;
    }

    private static String packageName(TypeElement type) {
        Element element = type;
        while (element != null && !(element instanceof PackageElement)) {
            element = element.getEnclosingElement();
        }
        return String.valueOf(element);
    }
}
