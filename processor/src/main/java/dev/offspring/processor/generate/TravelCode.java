package dev.offspring.processor.generate;

import static dev.offspring.processor.model.RuntimeTypes.PIPE;
import static dev.offspring.processor.model.RuntimeTypes.QUEUE;
import static dev.offspring.processor.model.RuntimeTypes.SERIALIZER;
import static dev.offspring.processor.model.RuntimeTypes.SERIALIZERS;
import static dev.offspring.processor.model.RuntimeTypes.STUBS;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.offspring.processor.model.Travel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Expressions that write and read a value. One instance serves one method: it remembers which warnings the casts of
 * that method give, because they are the processor's business and not the user's.
 */
final class TravelCode {
    private static final ClassName COLLECTION = ClassName.get("java.util", "Collection");
    private static final ClassName MAP = ClassName.get("java.util", "Map");
    private static final ClassName OPTIONAL = ClassName.get("java.util", "Optional");

    private final SortedSet<String> warnings = new TreeSet<>();

    /** Notes that the method has code of which the compiler warns. */
    void warn(String key) {
        warnings.add(key);
    }

    /** {@code @SuppressWarnings("unchecked")}, if any code so far needs it. */
    Optional<AnnotationSpec> suppression() {
        return warnings.isEmpty() ? Optional.empty() : Optional.of(Parts.suppress(List.copyOf(warnings)));
    }

    /** {@code Serializers.collection(LineSerializer.INSTANCE)}: the serialiser of a reference. */
    CodeBlock serializer(Travel travel) {
        return switch (travel) {
            case Travel.Text _ -> CodeBlock.of("$T.STRING", SERIALIZERS);
            case Travel.Ready ready -> CodeBlock.of("$T.$L", SERIALIZERS, ready.constant());
            case Travel.EnumValue value -> CodeBlock.of("$T.enumOf($T.class)", SERIALIZERS, value.type());
            case Travel.Array array -> array(array);
            case Travel.Collected list -> CodeBlock.of("$T.collection($L)", SERIALIZERS, serializer(list.element()));
            case Travel.Mapped map ->
                CodeBlock.of("$T.map($L, $L)", SERIALIZERS, serializer(map.key()), serializer(map.value()));
            case Travel.Perhaps perhaps -> CodeBlock.of("$T.optional($L)", SERIALIZERS, serializer(perhaps.value()));
            case Travel.Open _ -> CodeBlock.of("$T.any()", SERIALIZERS);
            case Travel.Registered registered ->
                CodeBlock.of("$T.registered($T.class)", SERIALIZERS, raw(registered.type()));
            case Travel.Channel channel -> channel(channel);
            case Travel.Struct struct -> CodeBlock.of("$T.TYPE", struct.type());
            case Travel.Own own -> CodeBlock.of("$T.INSTANCE", own.serializer());
            case Travel.Primitive primitive -> throw new IllegalStateException(primitive + " is no reference");
            case Travel.Refused refused -> throw new IllegalStateException(refused + " cannot travel");
        };
    }

    /** {@code Stubs.<Order>queues()}. */
    private static CodeBlock channel(Travel.Channel channel) {
        String kind = channel.raw().equals(QUEUE) ? "queues" : channel.raw().equals(PIPE) ? "pipes" : "connections";
        return CodeBlock.of("$T.<$T>$L()", STUBS, channel.argument(), kind);
    }

    private CodeBlock array(Travel.Array array) {
        CodeBlock component = serializer(array.component());
        TypeName wanted = array.erasedComponent();
        if (!wireType(array.component()).equals(wanted)) {
            warn("rawtypes");
            warn("unchecked");
            TypeName exact = ParameterizedTypeName.get(SERIALIZER, wanted);
            TypeName open = ParameterizedTypeName.get(SERIALIZER, WildcardTypeName.subtypeOf(Object.class));
            component = CodeBlock.of("($T) ($T) $L", exact, open, component);
        }
        return CodeBlock.of("$T.array($T.class, $L)", SERIALIZERS, wanted, component);
    }

    /** What the serialiser is a serialiser of: {@code Collection<Line>} for a {@code List<Line>}. */
    TypeName wireType(Travel travel) {
        return switch (travel) {
            case Travel.Collected list -> ParameterizedTypeName.get(COLLECTION, wireType(list.element()));
            case Travel.Mapped map -> ParameterizedTypeName.get(MAP, wireType(map.key()), wireType(map.value()));
            case Travel.Perhaps perhaps -> ParameterizedTypeName.get(OPTIONAL, wireType(perhaps.value()));
            case Travel.Array array -> ArrayTypeName.of(array.erasedComponent());
            case Travel.Open _ -> ClassName.OBJECT;
            case Travel.Own own -> rawType(own.raw(), own.type());
            case Travel.Registered registered -> rawType(raw(registered.type()), registered.type());
            case Travel.Channel channel -> ParameterizedTypeName.get(channel.raw(), channel.argument());
            default -> travel.type();
        };
    }

    private TypeName rawType(ClassName raw, TypeName type) {
        if (type instanceof ParameterizedTypeName) {
            warn("rawtypes");
        }
        return raw;
    }

    /** {@code (Order) arguments[0]}: an object as the serialiser takes it. */
    CodeBlock fromObject(Travel travel, CodeBlock value) {
        TypeName wanted = travel instanceof Travel.Primitive ? travel.type() : wireType(travel);
        return castObject(wanted, value);
    }

    /** A cast of an expression of type Object. */
    CodeBlock castObject(TypeName wanted, CodeBlock value) {
        if (wanted.equals(ClassName.OBJECT)) {
            return value;
        }
        if (isUnchecked(wanted)) {
            warn("unchecked");
        }
        return CodeBlock.of("($T) $L", wanted, value);
    }

    /** An expression of the type in the source, as the serialiser takes it: mostly itself. */
    CodeBlock fromSource(Travel travel, TypeName type, CodeBlock value) {
        if (isExact(travel, type) || wireType(travel).equals(ClassName.OBJECT)) {
            return value;
        }
        TypeName wanted = wireType(travel);
        warn("unchecked");
        return type.equals(ClassName.OBJECT)
                ? castObject(wanted, value)
                : CodeBlock.of("($T) ($T) $L", wanted, ClassName.OBJECT, value);
    }

    /** What the serialiser gave, as the type in the source. */
    CodeBlock toSource(Travel travel, TypeName type, CodeBlock value) {
        TypeName given = wireType(travel);
        if (given.equals(type)) {
            return value;
        }
        if (isExact(travel, type)) {
            return CodeBlock.of("($T) $L", type, value);
        }
        if (given.equals(ClassName.OBJECT)) {
            return castObject(type, value);
        }
        return castObject(type, CodeBlock.of("($T) $L", ClassName.OBJECT, value));
    }

    /** {@code Int}, as in {@code writeInt}. */
    static String primitive(TypeName type) {
        String name = type.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Whether the source's type and the serialiser's differ in the outermost class at most. */
    private boolean isExact(Travel travel, TypeName type) {
        List<TypeName> arguments =
                type instanceof ParameterizedTypeName parameterized ? parameterized.typeArguments() : List.of();
        return switch (travel) {
            case Travel.Collected list -> arguments.equals(List.of(wireType(list.element())));
            case Travel.Mapped map -> arguments.equals(List.of(wireType(map.key()), wireType(map.value())));
            default -> wireType(travel).equals(type);
        };
    }

    /** Whether the compiler cannot check a cast from Object to this type. */
    private boolean isUnchecked(TypeName type) {
        return switch (type) {
            case ParameterizedTypeName parameterized ->
                parameterized.typeArguments().stream()
                        .anyMatch(argument -> !argument.equals(WildcardTypeName.subtypeOf(Object.class)));
            case ArrayTypeName array -> isUnchecked(array.componentType());
            case TypeVariableName _ -> true;
            default -> false;
        };
    }

    /** A type without its arguments. */
    static ClassName raw(TypeName type) {
        return type instanceof ParameterizedTypeName parameterized ? parameterized.rawType() : (ClassName) type;
    }
}
