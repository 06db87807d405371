package dev.offspring.processor.generate;

import static dev.offspring.processor.model.RuntimeTypes.OVERFLOW;
import static dev.offspring.processor.model.RuntimeTypes.PIPE;
import static dev.offspring.processor.model.RuntimeTypes.QUEUE;
import static dev.offspring.processor.model.RuntimeTypes.SERIALIZER;
import static dev.offspring.processor.model.RuntimeTypes.STUBS;
import static dev.offspring.processor.model.RuntimeTypes.TYPES;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.offspring.processor.model.StubModel;
import dev.offspring.processor.model.Travel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code OrderQueue} and {@code OrderPipe}: factories of channels that are encoded by the element's own serialiser. */
public final class StubGenerator {
    private StubGenerator() {}

    /** The factories for one element type, which {@code registry} registers. */
    public static GeneratedFile generate(StubModel stub, Travel element, ClassName registry) {
        ClassName type = stub.type();
        String made = stub.isQueue() ? "Queues" : "Pipes";
        String encoded = element instanceof Travel.Open
                ? "; each message says which class it is of, because there may be several"
                : ", whose messages do not say what they are";
        TypeSpec.Builder spec = TypeSpec.classBuilder(stub.name())
                .addJavadoc("$L of {@link $T}$L.", made, type, encoded)
                .addAnnotation(Parts.generated(type))
                .addModifiers(Modifier.FINAL)
                .addStaticBlock(CodeBlock.of("$T.join($T.INSTANCE);\n", TYPES, registry))
                .addMethod(Parts.privateConstructor());
        List<String> suppressed = new ArrayList<>();
        if (stub.isPublic()) {
            spec.addModifiers(Modifier.PUBLIC);
            suppressed.add("exports");
        }
        if (!stub.variables().isEmpty()) {
            suppressed.addAll(List.of("rawtypes", "unchecked"));
        }
        if (!suppressed.isEmpty()) {
            spec.addAnnotation(Parts.suppress(suppressed));
        }
        if (stub.isQueue()) {
            addQueues(spec, stub, element);
        } else {
            addPipes(spec, stub, element);
        }
        return new GeneratedFile(type.packageName(), spec.build(), type.canonicalName(), stub.location());
    }

    private static void addQueues(TypeSpec.Builder spec, StubModel stub, Travel element) {
        boolean open = element instanceof Travel.Open;
        CodeBlock of = arguments(stub, element);
        TypeName queue = ParameterizedTypeName.get(QUEUE, stub.element());
        spec.addMethod(factory(stub, "create", queue)
                .addJavadoc("A queue without a bound.")
                .addStatement(open ? CodeBlock.of("return $T.create()", QUEUE) : call("queue($L)", of))
                .build());
        spec.addMethod(factory(stub, "bounded", queue)
                .addJavadoc("A queue of at most {@code capacity} elements, in which {@code put} waits for room.")
                .addParameter(TypeName.INT, "capacity")
                .addStatement("return bounded(capacity, $T.BLOCK)", OVERFLOW)
                .build());
        spec.addMethod(factory(stub, "bounded", queue)
                .addJavadoc("A queue of at most {@code capacity} elements, and what it does with one more.")
                .addParameter(TypeName.INT, "capacity")
                .addParameter(OVERFLOW, "overflow")
                .addStatement(
                        open
                                ? CodeBlock.of("return $T.bounded(capacity, overflow)", QUEUE)
                                : call("queue($L, capacity, overflow)", of))
                .build());
    }

    private static void addPipes(TypeSpec.Builder spec, StubModel stub, Travel element) {
        boolean open = element instanceof Travel.Open;
        CodeBlock of = arguments(stub, element);
        TypeName pipe = ParameterizedTypeName.get(PIPE, stub.element());
        spec.addMethod(factory(stub, "duplex", pipe)
                .addJavadoc("A pipe whose ends both send and receive.")
                .addStatement(open ? CodeBlock.of("return $T.duplex()", PIPE) : call("duplex($L)", of))
                .build());
        spec.addMethod(factory(stub, "simplex", pipe)
                .addJavadoc("A pipe whose first end receives what its second sends.")
                .addStatement(open ? CodeBlock.of("return $T.simplex()", PIPE) : call("simplex($L)", of))
                .build());
    }

    /** {@code Order.class, OrderSerializer.INSTANCE}; the serialiser of a generic type is one of the raw type. */
    private static CodeBlock arguments(StubModel stub, Travel element) {
        CodeBlock serializer = new TravelCode().serializer(element);
        if (!stub.variables().isEmpty()) {
            TypeName exact = ParameterizedTypeName.get(SERIALIZER, stub.element());
            TypeName open = ParameterizedTypeName.get(SERIALIZER, WildcardTypeName.subtypeOf(Object.class));
            serializer = CodeBlock.of("($T) ($T) $L", exact, open, serializer);
        }
        return CodeBlock.of("$T.class, $L", stub.type(), serializer);
    }

    private static CodeBlock call(String call, CodeBlock arguments) {
        return CodeBlock.of("return $T." + call, STUBS, arguments);
    }

    private static MethodSpec.Builder factory(StubModel stub, String name, TypeName result) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .addTypeVariables(stub.variables())
                .returns(result);
        return stub.isPublic() ? method.addModifiers(Modifier.PUBLIC) : method;
    }
}
