package dev.offspring.processor.generate;

import static dev.offspring.processor.model.RuntimeTypes.SERIALIZERS;
import static dev.offspring.processor.model.RuntimeTypes.TYPES;
import static dev.offspring.processor.model.RuntimeTypes.TYPE_REGISTRY;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.RegistryModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code HelloRegistry}: all types of a compilation that can travel. */
public final class RegistryGenerator {
    /** Bodies have at most ten lines: more types are registered in portions. */
    private static final int PORTION = 10;

    private RegistryGenerator() {}

    /** A registry. */
    public static GeneratedFile generate(RegistryModel registry) {
        ClassName name = registry.name();
        TypeSpec.Builder spec = TypeSpec.classBuilder(name)
                .addJavadoc("The types that travel between processes, and their serialisers.")
                .addAnnotation(Parts.generated(registry.owner()))
                .addAnnotation(Parts.suppress(List.of("exports")))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(TYPE_REGISTRY)
                .addField(Parts.single(name, "INSTANCE").toBuilder()
                        .addJavadoc("The only one that is needed; it has no state.")
                        .addModifiers(Modifier.PUBLIC)
                        .build())
                .addMethod(constructor());
        List<CodeBlock> statements = new ArrayList<>();
        registry.messages().forEach(message -> statements.add(add(message)));
        registry.others().forEach(other -> statements.add(CodeBlock.of("$T.INSTANCE.register(types)", other)));
        portions(spec, statements);
        return new GeneratedFile(
                name.packageName(), spec.build(), registry.owner().canonicalName(), registry.origin());
    }

    /** Public, for {@code ServiceLoader}. */
    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("For {@code ServiceLoader}.")
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    /** {@code types.add(Order.class, OrderSerializer.INSTANCE)}. */
    private static CodeBlock add(MessageModel message) {
        CodeBlock serializer = switch (message) {
            case MessageModel.Composite composite -> CodeBlock.of("$T.INSTANCE", composite.serializer());
            case MessageModel.Constants constants -> CodeBlock.of("$T.enumOf($T.class)", SERIALIZERS, constants.type());
            case MessageModel.Structure structure -> CodeBlock.of("$T.TYPE", structure.type());
            case MessageModel.Custom custom -> CodeBlock.of("new $T()", custom.serializer());
        };
        return CodeBlock.of("types.add($T.class, $L)", message.type(), serializer);
    }

    /** {@code public void register(Types types) {…}}, and {@code register2(types)} and so on if they are many. */
    private static void portions(TypeSpec.Builder spec, List<CodeBlock> statements) {
        MethodSpec.Builder method = Parts.override("register", Modifier.PUBLIC, TypeName.VOID);
        for (int part = 1; ; part++) {
            method.addParameter(TYPES, "types");
            boolean last = part * PORTION >= statements.size();
            int from = (part - 1) * PORTION;
            statements
                    .subList(from, last ? statements.size() : from + PORTION - 1)
                    .forEach(method::addStatement);
            if (!last) {
                statements.add(from + PORTION - 1, CodeBlock.of("register$L(types)", part + 1));
                method.addStatement(statements.get(from + PORTION - 1));
            }
            spec.addMethod(method.build());
            if (last) {
                return;
            }
            method = MethodSpec.methodBuilder("register" + (part + 1)).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
        }
    }
}
