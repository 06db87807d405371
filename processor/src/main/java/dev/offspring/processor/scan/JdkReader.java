package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.TravelRule;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** How values of the JDK's types travel. */
final class JdkReader {
    Travel read(TypeElement element, TypeName type, List<Travel> arguments) {
        String name = Scan.name(element);
        if (name.equals("java.lang.String")) {
            return new Travel.Text(type);
        }
        if (type.isBoxedPrimitive()) {
            return new Travel.Ready(type, type.unbox().toString().toUpperCase(Locale.ROOT));
        }
        if (JdkTypes.COLLECTIONS.contains(name)) {
            return new Travel.Collected(type, argument(arguments, 0));
        }
        if (JdkTypes.MAPS.contains(name)) {
            return new Travel.Mapped(type, argument(arguments, 0), argument(arguments, 1));
        }
        if (name.equals("java.util.Optional")) {
            return new Travel.Perhaps(type, argument(arguments, 0));
        }
        if (JdkTypes.OPEN.contains(name)) {
            return new Travel.Open(type, arguments, List.of());
        }
        if (element.getKind() == ElementKind.ENUM) {
            return new Travel.EnumValue(ClassName.get(element), false);
        }
        return refuse(element, type);
    }

    private Travel refuse(TypeElement element, TypeName type) {
        String shown = element.getQualifiedName().toString();
        String counterpart = counterpart(element);
        if (counterpart != null) {
            return new Travel.Refused(type, TravelRule.LOOKALIKE, List.of(shown, counterpart));
        }
        if (element.getAnnotation(FunctionalInterface.class) != null) {
            return new Travel.Refused(type, TravelRule.FUNCTION, List.of(shown));
        }
        return new Travel.Refused(
                type,
                TravelRule.CANNOT_TRAVEL,
                List.of(shown, "the runtime has no serialiser for this class of the JDK"));
    }

    /** What to use instead of this type, or of the first one above it for which there is something. */
    private @Nullable String counterpart(TypeElement element) {
        String own = JdkTypes.counterpart(Scan.name(element));
        if (own != null) {
            return own;
        }
        return Stream.concat(Stream.of(element.getSuperclass()), element.getInterfaces().stream())
                .filter(type -> type.getKind() == TypeKind.DECLARED)
                .map(Scan::element)
                .filter(above -> !Scan.name(above).equals("java.lang.Iterable"))
                .map(this::counterpart)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Travel argument(List<Travel> arguments, int index) {
        return index < arguments.size()
                ? arguments.get(index)
                : new Travel.Open(ClassName.OBJECT, List.of(), List.of());
    }
}
