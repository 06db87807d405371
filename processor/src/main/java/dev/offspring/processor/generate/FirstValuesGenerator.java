package dev.offspring.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.offspring.processor.model.SharedField;
import dev.offspring.processor.model.SharedType;
import dev.offspring.processor.model.StructLayout;
import dev.offspring.processor.model.StructLayout.Slot;
import dev.offspring.processor.model.TemplateModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Copies the values of a template into its struct. */
final class FirstValuesGenerator {
    static final String METHOD = "firstValues";

    /** Leaves room for what a method begins and ends with: bodies of generated methods have at most ten lines. */
    private static final int MAX_LINES = 7;

    private final TemplateModel template;

    FirstValuesGenerator(TemplateModel template) {
        this.template = template;
    }

    /** {@code void firstValues(Stats template) { setInt(0L, template.hits); … }}, and more of it if it is long. */
    List<MethodSpec> instanceMethods(StructLayout layout, Modifier... visibility) {
        List<CodeBlock> parts = parts(layout, CodeBlock.of(""));
        List<MethodSpec> methods = new ArrayList<>();
        MethodSpec.Builder first = MethodSpec.methodBuilder(METHOD)
                .addModifiers(visibility)
                .addJavadoc("Copies the values of a template, or of a new one if it is null; for generated code.")
                .addParameter(template.type(), "template")
                .addStatement("$T from = template == null ? new $T() : template", template.type(), template.type());
        for (int i = 0; i < parts.size(); i++) {
            if (parts.size() == 1) {
                first.addCode(parts.get(i));
            } else {
                first.addStatement("$L(from)", part(i));
                methods.add(MethodSpec.methodBuilder(part(i))
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(template.type(), "from")
                        .addCode(parts.get(i))
                        .build());
            }
        }
        methods.addFirst(first.build());
        return methods;
    }

    /** {@code protected void firstValues(SharedGlobals scratch) { … }}, and more of it if it is long. */
    List<MethodSpec> globalMethods(StructLayout layout, MethodSpec.Builder first) {
        List<CodeBlock> parts = parts(layout, CodeBlock.of("view."));
        List<MethodSpec> methods = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.size() == 1) {
                first.addCode(parts.get(i));
            } else {
                first.addStatement("$L(view)", part(i));
                methods.add(MethodSpec.methodBuilder(part(i))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(template.accessors(), "view")
                        .addCode(parts.get(i))
                        .build());
            }
        }
        methods.addFirst(first.build());
        return methods;
    }

    private static String part(int index) {
        return METHOD + (index + 1);
    }

    private List<CodeBlock> parts(StructLayout layout, CodeBlock struct) {
        List<CodeBlock> parts = new ArrayList<>();
        CodeBlock.Builder part = CodeBlock.builder();
        int lines = 0;
        for (SharedField field : template.fields()) {
            if (layout.slots().stream().noneMatch(slot -> slot.field().equals(field.name()))) {
                continue;
            }
            CodeBlock copy = copy(field, layout.slot(field.name()), struct);
            int more = (int) copy.toString().lines().count();
            if (lines > 0 && lines + more > MAX_LINES) {
                parts.add(part.build());
                part = CodeBlock.builder();
                lines = 0;
            }
            part.add(copy);
            lines += more;
        }
        return parts.isEmpty() && lines == 0 ? List.of() : withLast(parts, part.build());
    }

    private static List<CodeBlock> withLast(List<CodeBlock> parts, CodeBlock last) {
        parts.add(last);
        return parts;
    }

    private CodeBlock copy(SharedField field, Slot slot, CodeBlock struct) {
        CodeBlock value = read(field);
        return switch (slot.type()) {
            case SharedType.Scalar scalar ->
                statement("$Lset$L($LL, $L)", struct, scalar.cell().word(), slot.offset(), value);
            case SharedType.Vector vector ->
                unlessNull(
                        value, statement("$L.copyFrom($L)", CellAccessorsGenerator.array(struct, slot, vector), value));
            case SharedType.Text text ->
                unlessNull(value, statement("$LsetText($LL, $L, $L)", struct, slot.offset(), text.maxBytes(), value));
            case SharedType.NestedArray array ->
                statement(
                        "$L.firstValues($L, $T::$L)",
                        CellAccessorsGenerator.structs(struct, slot, array),
                        value,
                        array.element().accessors(),
                        METHOD);
            case SharedType.Handle handle ->
                handle.isMadeByDefault()
                        ? statement(
                                "$LsetHandle($LL, $S, $L, $T::create)",
                                struct,
                                slot.offset(),
                                field.name(),
                                value,
                                raw(handle.type()))
                        : statement("$LsetHandle($LL, $S, $L)", struct, slot.offset(), field.name(), value);
            case SharedType.Nested nested ->
                statement(
                        "new $T($L, $LL).$L($L)",
                        nested.accessors(),
                        CellAccessorsGenerator.self(struct),
                        slot.offset(),
                        METHOD,
                        value);
        };
    }

    /** {@code from.hits}, {@code Stats.total}, {@code Template.hits(from)} or {@code Template.total()}. */
    private CodeBlock read(SharedField field) {
        if (field.isPrivate()) {
            String argument = field.isStatic() ? "" : "from";
            return CodeBlock.of("$L.$L($L)", PrivateFieldsGenerator.NAME, field.name(), argument);
        }
        return field.isStatic()
                ? CodeBlock.of("$T.$L", template.type(), field.name())
                : CodeBlock.of("from.$L", field.name());
    }

    private static TypeName raw(TypeName type) {
        return type instanceof ParameterizedTypeName parameterized ? parameterized.rawType() : type;
    }

    private static CodeBlock unlessNull(CodeBlock value, CodeBlock then) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L != null)", value)
                .add(then)
                .endControlFlow()
                .build();
    }

    private static CodeBlock statement(String format, Object... arguments) {
        return CodeBlock.builder().addStatement(format, arguments).build();
    }
}
