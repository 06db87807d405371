package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.StructLayout.Member;
import dev.offspring.processor.model.TemplateModel.Compiled;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All templates that a compilation knows of, its own and those of libraries that it uses, and the layouts of their structs. */
public record Templates(Map<ClassName, TemplateModel> byType) {
    public Templates {
        byType = Map.copyOf(byType);
    }

    /** The template of this class. */
    public Optional<TemplateModel> find(ClassName type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** The layout of a template's structs; its fields must be valid. */
    public StructLayout struct(TemplateModel template) {
        return layout(template.binaryName(), template.instanceFields());
    }

    /** The layout of its globals; they must be valid. */
    public StructLayout globals(TemplateModel template) {
        return layout(template.binaryName() + " (static)", template.staticFields());
    }

    private StructLayout layout(String name, List<SharedField> fields) {
        return StructLayout.of(
                name,
                fields.stream()
                        .map(field -> new Member(field.name(), type(field)))
                        .toList());
    }

    /** What a valid field holds. */
    public SharedType type(SharedField field) {
        return switch (field.shape()) {
            case FieldShape.Primitive(Cell cell) -> new SharedType.Scalar(cell);
            case FieldShape.Array(Cell cell) -> new SharedType.Vector(cell, length(field));
            case FieldShape.Text _ -> new SharedType.Text(Math.toIntExact(length(field)));
            case FieldShape.Template(ClassName type) -> nested(find(type).orElseThrow());
            case FieldShape.TemplateArray(ClassName type) ->
                new SharedType.NestedArray(nested(find(type).orElseThrow()), length(field));
            case FieldShape.Handle handle ->
                new SharedType.Handle(handle.type(), handle.written(), handle.isMadeByDefault());
            case FieldShape.Other(var kind, String written) ->
                throw new IllegalArgumentException("field=" + field.name() + " type=" + written + " is " + kind);
        };
    }

    private SharedType.Nested nested(TemplateModel template) {
        Compiled size = template.compiled();
        if (size == null) {
            StructLayout layout = struct(template);
            size = new Compiled(layout.bytes(), layout.hash());
        }
        return new SharedType.Nested(template.type(), template.accessors(), size.bytes(), size.layoutHash());
    }

    private static long length(SharedField field) {
        return Objects.requireNonNull(field.length(), field.name());
    }
}
