package dev.offspring.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.offspring.processor.model.RuntimeTypes;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Members that several generators write. */
final class Parts {
    private Parts() {}

    /** {@code @Generated("demo.Hello")}. */
    static AnnotationSpec generated(ClassName source) {
        return AnnotationSpec.builder(RuntimeTypes.GENERATED)
                .addMember("value", "$S", source.canonicalName())
                .build();
    }

    /** {@code @SuppressWarnings("exports")}: the user's module decides what it exports, not what we write into it. */
    static AnnotationSpec suppress(List<String> keys) {
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
        keys.forEach(key -> annotation.addMember("value", "$S", key));
        return annotation.build();
    }

    /** {@code private HelloTargets() {}}. */
    static MethodSpec privateConstructor() {
        return MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();
    }

    /** {@code public static final OrderSerializer INSTANCE = new OrderSerializer();}. */
    static FieldSpec single(ClassName type, String name, Modifier... modifiers) {
        return FieldSpec.builder(type, name, modifiers)
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .initializer("new $T()", type)
                .build();
    }

    /** A method that overrides one of the runtime's. */
    static MethodSpec.Builder override(String name, Modifier visibility, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(visibility)
                .returns(result);
    }

    /** Expressions with commas between them; a long list breaks at the commas. */
    static CodeBlock list(List<CodeBlock> expressions) {
        CodeBlock.Builder list = CodeBlock.builder();
        for (Iterator<CodeBlock> all = expressions.iterator(); all.hasNext(); ) {
            list.add("$L", all.next()).add(all.hasNext() ? ",$W" : "");
        }
        return list.build();
    }
}
