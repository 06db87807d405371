package dev.offspring.processor.generate;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.StructLayout;
import dev.offspring.processor.model.TemplateModel;
import javax.lang.model.element.Modifier;

/** The nested class that finds or makes the globals of a template when one of them is first used. */
final class GlobalsGenerator {
    static final String NAME = "Globals";

    private GlobalsGenerator() {}

    /** {@code private static final class Globals extends SharedGlobals { … }} */
    static TypeSpec generate(TemplateModel template, StructLayout layout, FirstValuesGenerator firstValues) {
        return TypeSpec.classBuilder(NAME)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeTypes.SHARED_GLOBALS)
                .addField(FieldSpec.builder(template.accessors(), "VIEW", Modifier.STATIC, Modifier.FINAL)
                        .initializer("new $T(new $L(), 0L)", template.accessors(), NAME)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addStatement(
                                "super($S, $L, $LL)",
                                template.binaryName(),
                                AccessorsGenerator.hash(layout),
                                layout.bytes())
                        .build())
                .addMethods(firstValues.globalMethods(layout, firstValues(template)))
                .build();
    }

    /** {@code protected void firstValues(SharedGlobals scratch) { StatsShared view = new StatsShared(scratch, 0L); … }} */
    private static MethodSpec.Builder firstValues(TemplateModel template) {
        return MethodSpec.methodBuilder(FirstValuesGenerator.METHOD)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(RuntimeTypes.SHARED_GLOBALS, "scratch")
                .addStatement("$T view = new $T(scratch, 0L)", template.accessors(), template.accessors());
    }
}
