package dev.offspring.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.offspring.processor.model.Cell;
import dev.offspring.processor.model.FieldShape;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.SharedField;
import dev.offspring.processor.model.TemplateModel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Reads the private fields of a template, in a class of its own: its handles are made when first values are needed. */
final class PrivateFieldsGenerator {
    static final String NAME = "Template";

    private PrivateFieldsGenerator() {}

    /** {@code private static final class Template { … }}; empty if no field is private. */
    static Optional<TypeSpec> generate(TemplateModel template) {
        List<SharedField> fields =
                template.fields().stream().filter(SharedField::isPrivate).toList();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(NAME)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Reads what is private in {@link $T}.", template.type());
        for (int i = 0; i < fields.size(); i++) {
            type.addField(handle(template, fields.get(i), name(fields, i)))
                    .addMethod(reader(template, fields.get(i), name(fields, i)));
        }
        return Optional.of(type.build());
    }

    /** {@code private static final VarHandle HITS = Fields.handle(MethodHandles.lookup(), Stats.class, "hits", int.class);} */
    private static FieldSpec handle(TemplateModel template, SharedField field, String name) {
        return FieldSpec.builder(VarHandle.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        "$T.handle($T.lookup(), $T.class, $S, $T.class)",
                        RuntimeTypes.FIELDS,
                        MethodHandles.class,
                        template.type(),
                        field.name(),
                        erased(type(field.shape())))
                .build();
    }

    private static TypeName erased(TypeName type) {
        return type instanceof ParameterizedTypeName parameterized ? parameterized.rawType() : type;
    }

    /** {@code static int hits(Stats from) { return (int) HITS.get(from); }} */
    private static MethodSpec reader(TemplateModel template, SharedField field, String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(field.name())
                .addModifiers(Modifier.STATIC)
                .returns(type(field.shape()));
        if (type(field.shape()) instanceof ParameterizedTypeName) {
            method.addAnnotation(Parts.suppress(List.of("unchecked"))); // a VarHandle knows no type arguments
        }
        if (field.isStatic()) {
            return method.addStatement("return ($T) $L.get()", type(field.shape()), name)
                    .build();
        }
        return method.addParameter(template.type(), "from")
                .addStatement("return ($T) $L.get(from)", type(field.shape()), name)
                .build();
    }

    private static TypeName type(FieldShape shape) {
        return switch (shape) {
            case FieldShape.Primitive(Cell cell) -> CellAccessorsGenerator.type(cell);
            case FieldShape.Array(Cell cell) -> ArrayTypeName.of(CellAccessorsGenerator.type(cell));
            case FieldShape.Text _ -> ClassName.get(String.class);
            case FieldShape.Template(ClassName type) -> type;
            case FieldShape.TemplateArray(ClassName type) -> ArrayTypeName.of(type);
            case FieldShape.Handle handle -> handle.type();
            case FieldShape.Other other -> throw new IllegalArgumentException(other.written());
        };
    }

    /** {@code MAX_HITS} for {@code maxHits}; numbered where two would be the same. */
    private static String name(List<SharedField> fields, int index) {
        String name = upper(fields.get(index));
        long same = fields.subList(0, index).stream()
                .filter(field -> upper(field).equals(name))
                .count();
        return same == 0 ? name : name + "__" + (same + 1);
    }

    private static String upper(SharedField field) {
        return field.name().replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_").toUpperCase(Locale.ROOT);
    }
}
