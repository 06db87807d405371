package dev.offspring.processor.validate;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.Cell;
import dev.offspring.processor.model.FieldShape;
import dev.offspring.processor.model.SharedField;
import dev.offspring.processor.model.TemplateModel;
import dev.offspring.processor.model.Templates;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.report.SharedRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a field may hold. One problem per field is enough: it is the first that its author must solve. */
final class SharedFieldValidator {
    /** The address space of a session: nothing larger can be allocated anyway. */
    static final long MAX_BYTES = 1L << 36;

    /** Texts are encoded in an array of bytes. */
    private static final long MAX_TEXT_BYTES = 1L << 30;

    private static final Map<String, String> ATOMIC_CELLS = Map.of(
            "AtomicBoolean", "boolean",
            "AtomicLong", "long",
            "LongAdder", "long",
            "LongAccumulator", "long",
            "DoubleAdder", "double",
            "DoubleAccumulator", "double",
            "AtomicLongArray", "long[]",
            "AtomicIntegerArray", "int[]");

    private final Templates templates;

    SharedFieldValidator(Templates templates) {
        this.templates = templates;
    }

    Optional<Problem> validate(SharedField field, TemplateModel owner) {
        return unsharable(field)
                .or(() -> finality(field))
                .or(() -> length(field))
                .or(() -> nesting(field, owner));
    }

    private static Optional<Problem> finality(SharedField field) {
        return field.isFinal() ? problem(field, SharedRule.FINAL_FIELD) : Optional.empty();
    }

    private static Optional<Problem> unsharable(SharedField field) {
        if (field.shape() instanceof FieldShape.Handle handle && !field.isStatic()) {
            return problem(field, SharedRule.HANDLE, handle.written());
        }
        if (!(field.shape() instanceof FieldShape.Other(FieldShape.Kind kind, String written))) {
            return Optional.empty();
        }
        return switch (kind) {
            case BOX -> problem(field, SharedRule.BOX, written, primitive(written));
            case ATOMIC -> problem(field, SharedRule.ATOMIC, written, ATOMIC_CELLS.getOrDefault(written, "int"));
            case COLLECTION -> problem(field, SharedRule.COLLECTION, written);
            case RECORD -> problem(field, SharedRule.RECORD, written);
            case ENUM -> problem(field, SharedRule.ENUM, written);
            case CHARACTERS -> problem(field, SharedRule.CHARACTERS, written);
            case ARRAY_OF_ARRAYS -> problem(field, SharedRule.ARRAY_OF_ARRAYS, written);
            case ARRAY_OF_OBJECTS -> problem(field, SharedRule.ARRAY_OF_OBJECTS, written);
            case NO_TEMPLATE -> problem(field, SharedRule.NOT_A_TEMPLATE, written);
            case OTHER -> problem(field, SharedRule.UNSHARABLE, written);
        };
    }

    private static String primitive(String box) {
        return switch (box) {
            case "Integer" -> Cell.INT.keyword();
            case "Character" -> Cell.CHAR.keyword();
            default -> box.toLowerCase(Locale.ROOT);
        };
    }

    private static Optional<Problem> length(SharedField field) {
        return switch (field.shape()) {
            case FieldShape.Text _ -> length(field, SharedRule.TEXT_WITHOUT_LENGTH, 1, MAX_TEXT_BYTES);
            case FieldShape.Array(Cell cell) -> length(field, SharedRule.ARRAY_WITHOUT_LENGTH, cell.bytes(), MAX_BYTES);
            case FieldShape.TemplateArray _ -> length(field, SharedRule.ARRAY_WITHOUT_LENGTH, Long.BYTES, MAX_BYTES);
            default ->
                field.length() == null
                        ? Optional.empty()
                        : Optional.of(Problem.of(
                                field.lengthLocation(),
                                SharedRule.NEEDLESS_LENGTH,
                                field.name(),
                                field.shape().written()));
        };
    }

    private static Optional<Problem> length(SharedField field, SharedRule missing, int bytesEach, long maxBytes) {
        Long length = field.length();
        if (length == null) {
            return problem(field, missing);
        }
        if (length < 1) {
            return Optional.of(
                    Problem.of(field.lengthLocation(), SharedRule.LENGTH_NOT_POSITIVE, field.name(), length));
        }
        if (length > maxBytes / bytesEach) {
            String bytes = BigInteger.valueOf(length)
                    .multiply(BigInteger.valueOf(bytesEach))
                    .toString();
            return Optional.of(Problem.of(field.lengthLocation(), SharedRule.TOO_LARGE, field.name(), bytes, maxBytes));
        }
        return Optional.empty();
    }

    private Optional<Problem> nesting(SharedField field, TemplateModel owner) {
        if (field.shape().template().isEmpty()) {
            return Optional.empty();
        }
        ClassName type = field.shape().template().get();
        Optional<TemplateModel> nested = templates.find(type);
        if (nested.isEmpty()) {
            return problem(
                    field,
                    SharedRule.NESTED_NOT_COMPILED,
                    field.shape().written(),
                    TemplateModel.accessors(type).canonicalName());
        }
        if (!nested.get().isPublic() && !type.packageName().equals(owner.type().packageName())) {
            return problem(
                    field,
                    SharedRule.NESTED_NOT_ACCESSIBLE,
                    field.shape().written(),
                    nested.get().accessors().simpleName(),
                    owner.type().packageName());
        }
        return Optional.empty();
    }

    private static Optional<Problem> problem(SharedField field, SharedRule rule, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(field.name());
        arguments.addAll(List.of(more));
        return Optional.of(new Problem(field.location(), rule, arguments));
    }
}
