package dev.offspring.processor.generate;

import static dev.offspring.processor.model.RuntimeTypes.TASK;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.offspring.processor.model.OwnerModel;
import dev.offspring.processor.model.ParameterModel;
import dev.offspring.processor.model.TargetModel;
import dev.offspring.processor.model.TargetModel.Trait;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes {@code HelloTargets}: a static method for each target, which makes a task of its arguments. */
public final class TargetsGenerator {
    private TargetsGenerator() {}

    /** The task factories of a class. */
    public static GeneratedFile generate(OwnerModel owner) {
        TypeSpec.Builder spec = TypeSpec.classBuilder(owner.targetsClass())
                .addJavadoc(
                        "Tasks for the targets of {@link $T}: each method is a call that is ready to run in a process of its"
                                + " own.",
                        owner.type())
                .addAnnotation(Parts.generated(owner.type()))
                .addModifiers(Modifier.FINAL)
                .addMethod(Parts.privateConstructor());
        if (owner.isPublic()) {
            spec.addModifiers(Modifier.PUBLIC).addAnnotation(Parts.suppress(List.of("exports")));
        }
        owner.targets().forEach(target -> spec.addMethod(factory(owner, target)));
        return new GeneratedFile(
                owner.type().packageName(), spec.build(), owner.type().canonicalName(), owner.location());
    }

    /** {@code public static Task<Void> greet(String name) {return HelloGreetMain.TARGET.call(name);}}. */
    private static MethodSpec factory(OwnerModel owner, TargetModel target) {
        String arguments =
                target.parameters().stream().map(ParameterModel::name).collect(Collectors.joining(", "));
        MethodSpec.Builder method = MethodSpec.methodBuilder(target.name())
                .addJavadoc("{@link $T#$L} in another process.", owner.type(), target.link())
                .addModifiers(Modifier.STATIC)
                .addTypeVariables(target.variables())
                .addParameters(target.parameters().stream()
                        .map(TargetsGenerator::parameter)
                        .toList())
                .varargs(target.is(Trait.VARARGS))
                .returns(taskOf(target))
                .addStatement("return $T.TARGET.call($L)", owner.mainClass(target), arguments);
        if (target.is(Trait.PUBLIC)) {
            method.addModifiers(Modifier.PUBLIC);
        }
        if (target.is(Trait.VARARGS) && isHeapPolluting(target)) {
            method.addAnnotation(SafeVarargs.class).addAnnotation(Parts.suppress(List.of("varargs")));
        }
        return method.build();
    }

    static ParameterSpec parameter(ParameterModel parameter) {
        return ParameterSpec.builder(parameter.type(), parameter.name()).build();
    }

    /** {@code Task<Integer>}. */
    static TypeName taskOf(TargetModel target) {
        return ParameterizedTypeName.get(TASK, target.resultType().box());
    }

    private static boolean isHeapPolluting(TargetModel target) {
        ParameterModel last = target.parameters().getLast();
        return !last.type().equals(last.erased());
    }

    /** {@code {@link demo.Hello#greet(String)}}, for the Javadoc of what belongs to one target. */
    static CodeBlock link(OwnerModel owner, TargetModel target) {
        return CodeBlock.of("{@link $T#$L}", owner.type(), target.link());
    }
}
