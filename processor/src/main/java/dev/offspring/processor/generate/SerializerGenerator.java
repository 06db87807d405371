package dev.offspring.processor.generate;

import static dev.offspring.processor.model.RuntimeTypes.FIELDS;
import static dev.offspring.processor.model.RuntimeTypes.INPUT;
import static dev.offspring.processor.model.RuntimeTypes.KRYO;
import static dev.offspring.processor.model.RuntimeTypes.NEEDS_NO_KRYO;
import static dev.offspring.processor.model.RuntimeTypes.OUTPUT;
import static dev.offspring.processor.model.RuntimeTypes.SERIALIZER;
import static dev.offspring.processor.model.RuntimeTypes.WIRE_CALLS;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.offspring.processor.model.FieldModel;
import dev.offspring.processor.model.FieldModel.Access;
import dev.offspring.processor.model.MessageModel.Composite;
import dev.offspring.processor.model.MessageModel.Construction;
import dev.offspring.processor.model.Travel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes {@code OrderSerializer}. */
public final class SerializerGenerator {
    /** Bodies have at most ten lines: a type with more fields is written and set in portions. */
    private static final int PORTION = 7;

    private final Composite message;
    private final ClassName type;
    private final ClassName name;

    private SerializerGenerator(Composite message) {
        this.message = message;
        this.type = message.type();
        this.name = message.serializer();
    }

    /** The serialiser of a record or class. */
    public static GeneratedFile generate(Composite message) {
        TypeSpec spec = new SerializerGenerator(message).type();
        return new GeneratedFile(
                message.serializer().packageName(), spec, message.type().canonicalName(), message.location());
    }

    private TypeSpec type() {
        TypeSpec.Builder spec = TypeSpec.classBuilder(name)
                .addJavadoc("Writes and reads {@link $T}, field by field.", type)
                .addAnnotation(Parts.generated(type))
                .addModifiers(Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(SERIALIZER, type))
                .addSuperinterface(NEEDS_NO_KRYO)
                .addField(instance())
                .addFields(message.fields().stream()
                        .filter(field -> field.access() == Access.HANDLE)
                        .map(this::handle)
                        .toList())
                .addMethod(Parts.privateConstructor())
                .addMethod(write())
                .addMethods(portions("write"))
                .addMethod(read());
        if (isByFields()) {
            spec.addMethods(portions("read"));
        }
        List<String> warnings = new ArrayList<>();
        if (message.isPublic()) {
            spec.addModifiers(Modifier.PUBLIC);
            warnings.add("exports");
        }
        if (message.generic()) {
            warnings.add("rawtypes");
        }
        if (!warnings.isEmpty()) {
            spec.addAnnotation(Parts.suppress(warnings));
        }
        return spec.build();
    }

    /** {@code public static final OrderSerializer INSTANCE = new OrderSerializer();}. */
    private FieldSpec instance() {
        FieldSpec single = Parts.single(name, "INSTANCE");
        return message.isPublic()
                ? single.toBuilder()
                        .addJavadoc("The only one; it has no state.")
                        .addModifiers(Modifier.PUBLIC)
                        .build()
                : single;
    }

    /** {@code private static final VarHandle ID = Fields.handle(MethodHandles.lookup(), Order.class, "id", int.class);}. */
    private FieldSpec handle(FieldModel field) {
        return FieldSpec.builder(VarHandle.class, handleName(field), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.handle($T.lookup(), $T.class, $S, $T.class)",
                        FIELDS,
                        MethodHandles.class,
                        field.declaring(),
                        field.name(),
                        field.erased())
                .build();
    }

    private static String handleName(FieldModel field) {
        return "FIELD_" + field.name();
    }

    /** {@code public void write(Kryo kryo, Output out, Order value) {out.writeInt(value.id()); …}}. */
    private MethodSpec write() {
        MethodSpec.Builder method = Parts.override("write", Modifier.PUBLIC, TypeName.VOID)
                .addParameter(KRYO, "kryo")
                .addParameter(OUTPUT, "out")
                .addParameter(type, "value");
        return body(method, "write", 0).build();
    }

    /** {@code public Order read(Kryo kryo, Input in, Class<? extends Order> type) {return new Order(in.readInt(), …);}}. */
    private MethodSpec read() {
        MethodSpec.Builder method = Parts.override("read", Modifier.PUBLIC, type)
                .addParameter(KRYO, "kryo")
                .addParameter(INPUT, "in")
                .addParameter(
                        ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(type)),
                        "type");
        if (isByFields()) {
            method.addStatement("$T value = new $T()", type, type);
            return body(method, "read", 0).addStatement("return value").build();
        }
        TravelCode code = new TravelCode();
        List<CodeBlock> arguments = new ArrayList<>();
        message.fields().forEach(field -> arguments.add(readValue(code, field)));
        if (message.generic() && !arguments.isEmpty()) {
            code.warn("unchecked");
        }
        method.addStatement("return new $T($L)", type, Parts.list(arguments));
        code.suppression().ifPresent(method::addAnnotation);
        return method.build();
    }

    private boolean isByFields() {
        return message.construction() == Construction.FIELDS;
    }

    /** {@code private static void write2(Kryo kryo, Output out, Order value)}: the fields from the tenth on, and so forth. */
    private List<MethodSpec> portions(String verb) {
        List<MethodSpec> methods = new ArrayList<>();
        for (int part = 1; part * PORTION < message.fields().size(); part++) {
            MethodSpec.Builder method = MethodSpec.methodBuilder(verb + (part + 1))
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(KRYO, "kryo");
            method = verb.equals("write") ? method.addParameter(OUTPUT, "out") : method.addParameter(INPUT, "in");
            methods.add(body(method.addParameter(type, "value"), verb, part).build());
        }
        return methods;
    }

    /** One portion of the fields, and a call of the next portion if there is one. */
    private MethodSpec.Builder body(MethodSpec.Builder method, String verb, int part) {
        TravelCode code = new TravelCode();
        Stream<FieldModel> fields =
                message.fields().stream().skip((long) part * PORTION).limit(PORTION);
        boolean writes = verb.equals("write");
        fields.forEach(field -> method.addStatement(writes ? writeField(code, field) : setField(code, field)));
        if ((part + 1) * PORTION < message.fields().size()) {
            method.addStatement("$L(kryo, $L, value)", verb + (part + 2), writes ? "out" : "in");
        }
        code.suppression().ifPresent(method::addAnnotation);
        return method;
    }

    /** {@code out.writeInt(value.id())}. */
    private CodeBlock writeField(TravelCode code, FieldModel field) {
        Travel travel = field.travel();
        CodeBlock value = get(code, field);
        if (travel instanceof Travel.Primitive) {
            return CodeBlock.of("out.write$L($L)", TravelCode.primitive(travel.type()), value);
        }
        if (travel instanceof Travel.Text && field.erased().equals(travel.type())) {
            return CodeBlock.of("out.writeString($L)", value);
        }
        CodeBlock taken = code.fromSource(travel, sourceType(field), value);
        return CodeBlock.of("$T.write(kryo, out,$W$L,$W$L)", WIRE_CALLS, code.serializer(travel), taken);
    }

    /** {@code value.id()}, {@code value.id}, {@code (int) FIELD_id.get(value)}. */
    private CodeBlock get(TravelCode code, FieldModel field) {
        return switch (field.access()) {
            case ACCESSOR -> CodeBlock.of("value.$N()", field.name());
            case DIRECT -> CodeBlock.of("value.$N", field.name());
            case HANDLE -> code.castObject(sourceType(field), CodeBlock.of("$N.get(value)", handleName(field)));
        };
    }

    /** {@code value.id = in.readInt()}, {@code FIELD_id.set(value, in.readInt())}. */
    private CodeBlock setField(TravelCode code, FieldModel field) {
        CodeBlock value = readValue(code, field);
        if (message.generic()) {
            code.warn("unchecked");
        }
        return field.access() == Access.DIRECT
                ? CodeBlock.of("value.$N = $L", field.name(), value)
                : CodeBlock.of("$N.set(value, $L)", handleName(field), value);
    }

    /** {@code in.readInt()}, {@code (List<Line>) Wire.read(kryo, in, Serializers.collection(LineSerializer.INSTANCE))}. */
    private CodeBlock readValue(TravelCode code, FieldModel field) {
        Travel travel = field.travel();
        if (travel instanceof Travel.Primitive) {
            return CodeBlock.of("in.read$L()", TravelCode.primitive(travel.type()));
        }
        if (travel instanceof Travel.Text) {
            return CodeBlock.of("in.readString()");
        }
        CodeBlock read = CodeBlock.of("$T.read(kryo, in, $L)", WIRE_CALLS, code.serializer(travel));
        return code.toSource(travel, sourceType(field), read);
    }

    /** The field's type as generated code sees it: a generic class is used raw, so that no type variable comes in. */
    private TypeName sourceType(FieldModel field) {
        return message.generic() ? field.erased() : field.type();
    }
}
