package dev.offspring.processor.scan;

import static dev.offspring.processor.model.RuntimeTypes.CONNECTION;
import static dev.offspring.processor.model.RuntimeTypes.PIPE;
import static dev.offspring.processor.model.RuntimeTypes.QUEUE;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.offspring.processor.model.StubModel;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** From a type, as it is written somewhere, to how its values travel. */
public final class TypeReader {
    private static final Set<String> CHANNELS =
            Set.of(QUEUE.canonicalName(), PIPE.canonicalName(), CONNECTION.canonicalName());

    private final Scan scan;
    private final JdkReader jdk;
    private final OwnReader own;

    public TypeReader(Scan scan) {
        this.scan = scan;
        this.jdk = new JdkReader();
        this.own = new OwnReader(scan);
    }

    /**
     * How a value of this type travels.
     *
     * @param where the element that has the type, for messages
     */
    Travel read(TypeMirror type, Element where) throws Unresolved {
        return switch (type.getKind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE -> new Travel.Primitive(plain(type));
            case ARRAY -> array((ArrayType) type, where);
            case TYPEVAR -> read(erasedBound(((TypeVariable) type).getUpperBound(), where), where);
            case WILDCARD -> wildcard((WildcardType) type, where);
            case INTERSECTION -> read(scan.types.erasure(type), where);
            case DECLARED -> declared((DeclaredType) type, where);
            default -> throw scan.unresolved(type, where);
        };
    }

    private TypeMirror erasedBound(TypeMirror bound, Element where) throws Unresolved {
        scan.requireResolved(bound, where);
        return scan.types.erasure(bound);
    }

    private Travel wildcard(WildcardType type, Element where) throws Unresolved {
        TypeMirror bound = type.getExtendsBound();
        return bound == null ? new Travel.Open(ClassName.OBJECT, List.of(), List.of()) : read(bound, where);
    }

    private Travel array(ArrayType type, Element where) throws Unresolved {
        TypeMirror component = type.getComponentType();
        if (component.getKind().isPrimitive()) {
            return new Travel.Ready(plain(type), component.getKind().name() + "_ARRAY");
        }
        TypeName erased = plain(scan.types.erasure(component));
        return new Travel.Array(plain(type), erased, read(component, where));
    }

    private Travel declared(DeclaredType type, Element where) throws Unresolved {
        TypeElement element = Scan.element(type);
        if (scan.custom.containsKey(Scan.name(element))) {
            return new Travel.Registered(plain(type), List.of(Scan.name(element)));
        }
        if (scan.isSubtype(element, "java.lang.Throwable")) {
            return new Travel.Open(plain(type), List.of(), List.of());
        }
        TypeName name = plain(type);
        String wellKnown = Scan.name(element);
        if (JdkTypes.LEAVES.contains(wellKnown)) {
            return new Travel.Registered(name, List.of());
        }
        List<Travel> arguments = arguments(type, where);
        if (CHANNELS.contains(wellKnown)) {
            return channel(type, element, arguments);
        }
        return scan.isJdk(element) ? jdk.read(element, name, arguments) : own.read(element, name, arguments);
    }

    private Travel channel(DeclaredType type, TypeElement channel, List<Travel> arguments) {
        TypeMirror argument = type.getTypeArguments().isEmpty()
                ? null
                : type.getTypeArguments().getFirst();
        // A wildcard is no type argument of a call, and a type variable is none that generated code can name.
        boolean named = argument != null && argument.getKind() != TypeKind.WILDCARD && !isVariable(argument);
        Travel element =
                arguments.isEmpty() ? new Travel.Open(ClassName.OBJECT, List.of(), List.of()) : arguments.getFirst();
        return new Travel.Channel(
                plain(type),
                ClassName.get(channel),
                named && argument != null ? plain(argument) : ClassName.OBJECT,
                element,
                stub(channel, element, named ? argument : null));
    }

    /** Types of the user's own get factories for their channels; those of a library came with theirs, or have none. */
    private Optional<StubModel> stub(TypeElement channel, Travel element, @Nullable TypeMirror argument) {
        boolean encodable = element instanceof Travel.Own
                || element instanceof Travel.EnumValue
                || element instanceof Travel.Open
                || element instanceof Travel.Registered;
        if (!encodable || !(argument instanceof DeclaredType declared)) {
            return Optional.empty();
        }
        TypeElement type = Scan.element(declared);
        if (!scan.isSource(type) || Scan.isPrivate(type)) {
            return Optional.empty();
        }
        List<TypeVariableName> variables =
                type.getTypeParameters().stream().map(TypeVariableName::get).toList();
        boolean isQueue = Scan.name(channel).equals(QUEUE.canonicalName());
        return Optional.of(
                new StubModel(ClassName.get(type), variables, isQueue, Scan.isPublic(type), Location.of(type)));
    }

    private List<Travel> arguments(DeclaredType type, Element where) throws Unresolved {
        List<Travel> arguments = new ArrayList<>();
        for (TypeMirror argument : type.getTypeArguments()) {
            arguments.add(read(argument, where));
        }
        return arguments;
    }

    /** Whether a type mentions a type variable. */
    static boolean isVariable(@Nullable TypeMirror type) {
        return switch (type) {
            case TypeVariable _ -> true;
            case ArrayType array -> isVariable(array.getComponentType());
            case DeclaredType declared -> declared.getTypeArguments().stream().anyMatch(TypeReader::isVariable);
            case WildcardType wildcard ->
                isVariable(wildcard.getExtendsBound()) || isVariable(wildcard.getSuperBound());
            case null, default -> false;
        };
    }

    private static TypeName plain(TypeMirror type) {
        return TypeName.get(type);
    }
}
