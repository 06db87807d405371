package dev.offspring.processor.generate;

import static dev.offspring.processor.model.RuntimeTypes.COMMAND_LINE;
import static dev.offspring.processor.model.RuntimeTypes.DECODER;
import static dev.offspring.processor.model.RuntimeTypes.ENCODER;
import static dev.offspring.processor.model.RuntimeTypes.LAUNCHER;
import static dev.offspring.processor.model.RuntimeTypes.TARGET;
import static dev.offspring.processor.model.RuntimeTypes.TASK;
import static dev.offspring.processor.model.RuntimeTypes.TYPE_REGISTRY;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.offspring.processor.model.DefaultsModel;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.OwnerModel;
import dev.offspring.processor.model.ParameterModel;
import dev.offspring.processor.model.TargetModel;
import dev.offspring.processor.model.TargetModel.Trait;
import dev.offspring.processor.model.Travel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes {@code HelloGreetMain}: the main class of the processes that run a target. */
public final class MainGenerator {
    private static final ArrayTypeName OBJECTS = ArrayTypeName.of(Object.class);
    private static final ArrayTypeName STRINGS = ArrayTypeName.of(String.class);

    private final OwnerModel owner;
    private final TargetModel target;
    private final ClassName name;
    private final Shape shape;
    private final Optional<ClassName> registry;
    private final TypeName result;

    private MainGenerator(
            OwnerModel owner, TargetModel target, Collection<MessageModel> messages, Optional<ClassName> registry) {
        this.owner = owner;
        this.target = target;
        this.name = owner.mainClass(target);
        this.shape = Shape.of(owner, target, messages);
        this.registry = registry;
        this.result = target.is(Trait.GENERIC_RESULT)
                ? ClassName.OBJECT
                : target.resultType().box();
    }

    /**
     * The launcher main of a target.
     *
     * @param messages the user's types that it can exchange, sorted by name
     * @param registry what registers them; empty if there is nothing to register
     */
    public static GeneratedFile generate(
            OwnerModel owner, TargetModel target, Collection<MessageModel> messages, Optional<ClassName> registry) {
        TypeSpec spec = new MainGenerator(owner, target, messages, registry).type();
        return new GeneratedFile(owner.type().packageName(), spec, owner.type().canonicalName(), owner.location());
    }

    private TypeSpec type() {
        TypeSpec.Builder spec = TypeSpec.classBuilder(name)
                .addJavadoc(javadoc())
                .addAnnotation(Parts.generated(owner.type()))
                .addAnnotation(Parts.suppress(List.of("exports")))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(TARGET, result))
                .addField(Parts.single(name, "TARGET"))
                .addField(shapeField())
                .addMethod(constructor())
                .addMethod(main())
                .addMethod(call())
                .addMethod(encode())
                .addMethod(decode())
                .addMethod(invoke());
        if (target.result() != null) {
            spec.addMethod(encodeResult(target.result())).addMethod(decodeResult(target.result()));
        }
        if (target.isSimple()) {
            spec.addMethod(usage()).addMethod(parse());
        }
        spec.addMethod(shapeMethod());
        registry.ifPresent(types -> spec.addMethod(types(types)));
        return spec.build();
    }

    private CodeBlock javadoc() {
        CodeBlock.Builder doc =
                CodeBlock.builder().add("Runs $L: the main class of a process.", TargetsGenerator.link(owner, target));
        if (target.isSimple()) {
            String usage = usageLine();
            String line = name.canonicalName() + (usage.isEmpty() ? "" : " " + usage);
            doc.add("\n\n<p>By hand: {@code java -cp … $L}", line);
        }
        return doc.build();
    }

    /** {@code private static final String SHAPE = "demo.Hello.greet(java.lang.String name)";}. */
    private FieldSpec shapeField() {
        return FieldSpec.builder(String.class, "SHAPE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$S", String.join("\n", shape.lines()))
                .build();
    }

    /** {@code private HelloGreetMain() {super("demo.Hello", "greet", 0x7fL);}}. */
    private MethodSpec constructor() {
        MethodSpec.Builder method = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addStatement(
                        "super($S, $S, $L)",
                        owner.binaryName(),
                        target.name(),
                        "0x" + Long.toHexString(shape.fingerprint()) + "L");
        DefaultsModel defaults = target.defaults();
        if (!defaults.isEmpty()) {
            long millis = defaults.timeoutMillis().orElse(0);
            CodeBlock heap = defaults.heap().isEmpty() ? CodeBlock.of("null") : CodeBlock.of("$S", defaults.heap());
            method.addStatement("defaults($LL, $L, $L)", underscored(millis), heap, defaults.retries());
        }
        return method.build();
    }

    private static String underscored(long number) {
        return "%,d".formatted(number).replaceAll("\\D", "_");
    }

    /** {@code public static void main(String[] args) throws Throwable {Launcher.launch(TARGET, args);}}. */
    private static MethodSpec main() {
        return MethodSpec.methodBuilder("main")
                .addJavadoc("The process begins here.")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(STRINGS, "args")
                .addException(Throwable.class)
                .addStatement("$T.launch(TARGET, args)", LAUNCHER)
                .build();
    }

    /** {@code Task<Void> call(String name) {return task(name);}}. */
    private MethodSpec call() {
        TypeName task = TargetsGenerator.taskOf(target);
        MethodSpec.Builder method = MethodSpec.methodBuilder("call")
                .addTypeVariables(target.variables())
                .addParameters(target.parameters().stream()
                        .map(TargetsGenerator::parameter)
                        .toList())
                .returns(task);
        String arguments =
                target.parameters().stream().map(ParameterModel::name).collect(Collectors.joining(", "));
        if (target.parameters().size() == 1 && target.parameters().getFirst().erased() instanceof ArrayTypeName) {
            arguments = "(Object) " + arguments;
        }
        if (target.is(Trait.GENERIC_RESULT)) {
            TypeName open = ParameterizedTypeName.get(TASK, WildcardTypeName.subtypeOf(Object.class));
            TravelCode code = new TravelCode();
            code.warn("unchecked");
            code.suppression().ifPresent(method::addAnnotation);
            return method.addStatement("return ($T) ($T) task($L)", task, open, arguments)
                    .build();
        }
        return method.addStatement("return task($L)", arguments).build();
    }

    /** {@code protected void encode(Encoder out, Object[] arguments) {out.writeString((String) arguments[0]);}}. */
    private MethodSpec encode() {
        TravelCode code = new TravelCode();
        MethodSpec.Builder method = Parts.override("encode", Modifier.PROTECTED, TypeName.VOID)
                .addParameter(ENCODER, "out")
                .addParameter(OBJECTS, "arguments");
        for (int i = 0; i < target.parameters().size(); i++) {
            Travel travel = target.parameters().get(i).travel();
            method.addStatement(write(code, travel, code.fromObject(travel, CodeBlock.of("arguments[$L]", i))));
        }
        code.suppression().ifPresent(method::addAnnotation);
        return method.build();
    }

    /** {@code protected Object[] decode(Decoder in) {return new Object[] {in.readString()};}}. */
    private MethodSpec decode() {
        TravelCode code = new TravelCode();
        List<CodeBlock> values = target.parameters().stream()
                .map(parameter -> read(code, parameter.travel()))
                .toList();
        MethodSpec.Builder method = Parts.override("decode", Modifier.PROTECTED, OBJECTS)
                .addParameter(DECODER, "in")
                .addStatement("return new Object[] {$L}", Parts.list(values));
        code.suppression().ifPresent(method::addAnnotation);
        return method.build();
    }

    /** {@code protected Integer invoke(Object[] arguments) throws Throwable {return Hello.count((int) arguments[0]);}}. */
    private MethodSpec invoke() {
        TravelCode code = new TravelCode();
        List<CodeBlock> arguments =
                new ArrayList<>(IntStream.range(0, target.parameters().size())
                        .mapToObj(i -> argument(code, i))
                        .toList());
        CodeBlock receiver = target.is(Trait.STATIC)
                ? CodeBlock.of("$T", owner.type())
                : CodeBlock.of("($L)", arguments.removeFirst());
        CodeBlock call = CodeBlock.of("$L.$N($L)", receiver, target.method(), Parts.list(arguments));
        MethodSpec.Builder method = Parts.override("invoke", Modifier.PROTECTED, result)
                .addParameter(OBJECTS, "arguments")
                .addException(Throwable.class);
        if (target.result() == null) {
            method.addStatement(call).addStatement("return null");
        } else {
            method.addStatement("return $L", call);
        }
        if (target.is(Trait.DEPRECATED)) {
            code.warn("deprecation");
            code.warn("removal");
        }
        code.suppression().ifPresent(method::addAnnotation);
        return method.build();
    }

    /** {@code (String) arguments[0]}; raw where the type mentions a type variable, which has no meaning here. */
    private CodeBlock argument(TravelCode code, int index) {
        ParameterModel parameter = target.parameters().get(index);
        TypeName type = parameter.isVariable() ? parameter.erased() : parameter.type();
        if (!type.equals(parameter.type())) {
            code.warn("rawtypes");
            code.warn("unchecked");
        }
        return code.castObject(type, CodeBlock.of("arguments[$L]", index));
    }

    /** {@code protected void encodeResult(Encoder out, Integer result) {out.writeInt(result);}}. */
    private MethodSpec encodeResult(Travel travel) {
        TravelCode code = new TravelCode();
        CodeBlock value = travel instanceof Travel.Primitive
                ? CodeBlock.of("result")
                : code.fromSource(travel, result, CodeBlock.of("result"));
        MethodSpec.Builder method = Parts.override("encodeResult", Modifier.PROTECTED, TypeName.VOID)
                .addParameter(ENCODER, "out")
                .addParameter(result, "result")
                .addStatement(write(code, travel, value));
        code.suppression().ifPresent(method::addAnnotation);
        return method.build();
    }

    /** {@code protected Integer decodeResult(Decoder in) {return in.readInt();}}. */
    private MethodSpec decodeResult(Travel travel) {
        TravelCode code = new TravelCode();
        CodeBlock value = travel instanceof Travel.Primitive
                ? read(code, travel)
                : code.toSource(travel, result, read(code, travel));
        MethodSpec.Builder method = Parts.override("decodeResult", Modifier.PROTECTED, result)
                .addParameter(DECODER, "in")
                .addStatement("return $L", value);
        code.suppression().ifPresent(method::addAnnotation);
        return method.build();
    }

    private static CodeBlock write(TravelCode code, Travel travel, CodeBlock value) {
        return switch (travel) {
            case Travel.Primitive primitive ->
                CodeBlock.of("out.write$L($L)", TravelCode.primitive(primitive.type()), value);
            case Travel.Text _ -> CodeBlock.of("out.writeString($L)", value);
            default -> CodeBlock.of("out.write($L,$W$L)", code.serializer(travel), value);
        };
    }

    private static CodeBlock read(TravelCode code, Travel travel) {
        return switch (travel) {
            case Travel.Primitive primitive -> CodeBlock.of("in.read$L()", TravelCode.primitive(primitive.type()));
            case Travel.Text _ -> CodeBlock.of("in.readString()");
            default -> CodeBlock.of("in.read($L)", code.serializer(travel));
        };
    }

    /** {@code protected String usage() {return "<name> <more...>";}}. */
    private MethodSpec usage() {
        return Parts.override("usage", Modifier.PROTECTED, ClassName.get(String.class))
                .addStatement("return $S", usageLine())
                .build();
    }

    private String usageLine() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < target.parameters().size(); i++) {
            words.add("<" + target.parameters().get(i).name() + (isRest(i) ? "...>" : ">"));
        }
        return String.join(" ", words);
    }

    /** {@code protected Object[] parse(CommandLine line) {return new Object[] {line.next("name", String.class)};}}. */
    private MethodSpec parse() {
        List<CodeBlock> values = IntStream.range(0, target.parameters().size())
                .mapToObj(i -> CodeBlock.of(
                        "line.$L($S, $T.class)",
                        isRest(i) ? "rest" : "next",
                        target.parameters().get(i).name(),
                        target.parameters().get(i).erased()))
                .toList();
        return Parts.override("parse", Modifier.PROTECTED, OBJECTS)
                .addParameter(COMMAND_LINE, "line")
                .addStatement("return new Object[] {$L}", Parts.list(values))
                .build();
    }

    private boolean isRest(int index) {
        return target.is(Trait.VARARGS) && index == target.parameters().size() - 1;
    }

    /** {@code protected String[] shape() {return SHAPE.split("\n", -1);}}. */
    private static MethodSpec shapeMethod() {
        return Parts.override("shape", Modifier.PROTECTED, STRINGS)
                .addStatement("return SHAPE.split($S, -1)", "\n")
                .build();
    }

    /** {@code protected TypeRegistry types() {return HelloRegistry.INSTANCE;}}. */
    private static MethodSpec types(ClassName registry) {
        return Parts.override("types", Modifier.PROTECTED, TYPE_REGISTRY)
                .addStatement("return $T.INSTANCE", registry)
                .build();
    }
}
