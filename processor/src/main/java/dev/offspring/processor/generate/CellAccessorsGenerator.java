package dev.offspring.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.offspring.processor.model.Accessor;
import dev.offspring.processor.model.Cell;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.SharedType;
import dev.offspring.processor.model.StructLayout.Slot;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The accessors of one field. */
final class CellAccessorsGenerator {
    /** What the calls go to: nothing for the struct itself, {@code Globals.VIEW.} for globals. */
    private final CodeBlock struct;

    private final Modifier[] modifiers;

    CellAccessorsGenerator(CodeBlock struct, Modifier... modifiers) {
        this.struct = struct;
        this.modifiers = modifiers.clone();
    }

    List<MethodSpec> accessors(Slot slot) {
        return switch (slot.type()) {
            case SharedType.Scalar(Cell cell) -> scalar(slot, cell);
            case SharedType.Vector vector -> List.of(vector(slot, vector));
            case SharedType.Text text -> List.of(text(slot, text), setText(slot, text));
            case SharedType.Nested nested -> List.of(nested(slot, nested));
            case SharedType.NestedArray array -> List.of(nestedArray(slot, array));
            case SharedType.Handle handle -> List.of(handle(slot, handle));
        };
    }

    private List<MethodSpec> scalar(Slot slot, Cell cell) {
        List<MethodSpec> accessors = new ArrayList<>(
                List.of(get(slot, cell), set(slot, cell), getAndSet(slot, cell), compareAndSet(slot, cell)));
        if (cell.isNumeric()) {
            accessors.add(getAndAdd(slot, cell));
            accessors.add(addAndGet(slot, cell));
        }
        return accessors;
    }

    /** {@code public int hits() { return getInt(0L); }} */
    private MethodSpec get(Slot slot, Cell cell) {
        return method(slot.field(), "Reads {@code $L}, as a volatile field is read.", slot)
                .returns(type(cell))
                .addStatement("return $Lget$L($LL)", struct, cell.word(), slot.offset())
                .build();
    }

    /** {@code public void hits(int value) { setInt(0L, value); }} */
    private MethodSpec set(Slot slot, Cell cell) {
        return method(slot.field(), "Writes {@code $L}, as a volatile field is written.", slot)
                .addParameter(type(cell), "value")
                .addStatement("$Lset$L($LL, value)", struct, cell.word(), slot.offset())
                .build();
    }

    /** {@code public int getAndSetHits(int value) { return getAndSetInt(0L, value); }} */
    private MethodSpec getAndSet(Slot slot, Cell cell) {
        return method(
                        Accessor.getAndSet(slot.field()),
                        "Writes {@code $L} and returns what was there, atomically.",
                        slot)
                .addParameter(type(cell), "value")
                .returns(type(cell))
                .addStatement("return $LgetAndSet$L($LL, value)", struct, cell.word(), slot.offset())
                .build();
    }

    /** {@code public boolean compareAndSetHits(int expected, int value) { return compareAndSetInt(0L, expected, value); }} */
    private MethodSpec compareAndSet(Slot slot, Cell cell) {
        return method(
                        Accessor.compareAndSet(slot.field()),
                        "Writes {@code $L} if it has the expected value, atomically, and returns whether it had.",
                        slot)
                .addParameter(type(cell), "expected")
                .addParameter(type(cell), "value")
                .returns(TypeName.BOOLEAN)
                .addStatement("return $LcompareAndSet$L($LL, expected, value)", struct, cell.word(), slot.offset())
                .build();
    }

    /** {@code public int getAndAddHits(int delta) { return getAndAddInt(0L, delta); }} */
    private MethodSpec getAndAdd(Slot slot, Cell cell) {
        return method(
                        Accessor.getAndAdd(slot.field()),
                        "Adds to {@code $L} and returns what was there, atomically.",
                        slot)
                .addParameter(delta(cell), "delta")
                .returns(type(cell))
                .addStatement("return $LgetAndAdd$L($LL, delta)", struct, cell.word(), slot.offset())
                .build();
    }

    /** {@code public int addAndGetHits(int delta) { return addAndGetInt(0L, delta); }} */
    private MethodSpec addAndGet(Slot slot, Cell cell) {
        return method(Accessor.addAndGet(slot.field()), "Adds to {@code $L} and returns the sum, atomically.", slot)
                .addParameter(delta(cell), "delta")
                .returns(type(cell))
                .addStatement("return $LaddAndGet$L($LL, delta)", struct, cell.word(), slot.offset())
                .build();
    }

    /** {@code public SharedLongArray histogram() { return longArray(16L, 256L); }} */
    private MethodSpec vector(Slot slot, SharedType.Vector vector) {
        return method(slot.field(), "The array {@code $L}: a view, which belongs to this struct.", slot)
                .returns(arrayType(vector.cell()))
                .addStatement("return $L", array(struct, slot, vector))
                .build();
    }

    /** {@code public String label() { return getText(2064L, 64); }} */
    private MethodSpec text(Slot slot, SharedType.Text text) {
        return method(slot.field(), "Reads {@code $L}; empty before it is first written.", slot)
                .returns(String.class)
                .addStatement("return $LgetText($LL, $L)", struct, slot.offset(), text.maxBytes())
                .build();
    }

    /** {@code public void label(String value) { setText(2064L, 64, value); }} */
    private MethodSpec setText(Slot slot, SharedType.Text text) {
        return method(slot.field(), "Writes {@code $L}: at most " + text.maxBytes() + " bytes of UTF-8.", slot)
                .addParameter(String.class, "value")
                .addStatement("$LsetText($LL, $L, value)", struct, slot.offset(), text.maxBytes())
                .build();
    }

    /** {@code public PointShared origin() { return new PointShared(this, 2208L); }} */
    private MethodSpec nested(Slot slot, SharedType.Nested nested) {
        return method(slot.field(), "The struct {@code $L}: a view, which belongs to this struct.", slot)
                .returns(nested.accessors())
                .addStatement("return new $T($L, $LL)", nested.accessors(), self(struct), slot.offset())
                .build();
    }

    /** {@code public SharedStructArray<PointShared> corners() { return PointShared.TYPE.array(this, 16L, 4L); }} */
    private MethodSpec nestedArray(Slot slot, SharedType.NestedArray array) {
        return method(slot.field(), "The structs {@code $L}: a view, which belongs to this struct.", slot)
                .returns(ParameterizedTypeName.get(
                        RuntimeTypes.SHARED_STRUCT_ARRAY, array.element().accessors()))
                .addStatement("return $L", structs(struct, slot, array))
                .build();
    }

    /** {@code PointShared.TYPE.array(this, 16L, 4L)} */
    static CodeBlock structs(CodeBlock struct, Slot slot, SharedType.NestedArray array) {
        return CodeBlock.of(
                "$T.TYPE.array($L, $LL, $LL)",
                array.element().accessors(),
                self(struct),
                slot.offset(),
                array.length());
    }

    /** {@code public static Lock door() { return Globals.VIEW.getHandle(16L); }} */
    private MethodSpec handle(Slot slot, SharedType.Handle handle) {
        return method(slot.field(), "The global {@code $L}: the same one in all processes of the session.", slot)
                .returns(handle.type())
                .addStatement("return $LgetHandle($LL)", struct, slot.offset())
                .build();
    }

    private MethodSpec.Builder method(String name, String doc, Slot slot) {
        return MethodSpec.methodBuilder(name).addModifiers(modifiers).addJavadoc(doc, slot.field());
    }

    /** The call that makes a view of an array. */
    static CodeBlock array(CodeBlock struct, Slot slot, SharedType.Vector vector) {
        return CodeBlock.of("$L$LArray($LL, $LL)", struct, vector.cell().keyword(), slot.offset(), vector.length());
    }

    /** The struct as an argument. */
    static CodeBlock self(CodeBlock struct) {
        String calls = struct.toString();
        return CodeBlock.of("$L", calls.isEmpty() ? "this" : calls.substring(0, calls.length() - 1));
    }

    private static ClassName arrayType(Cell cell) {
        return ClassName.get("dev.offspring.shared", "Shared" + cell.word() + "Array");
    }

    static TypeName type(Cell cell) {
        return named(cell.keyword());
    }

    private static TypeName delta(Cell cell) {
        return named(Accessor.delta(cell));
    }

    private static TypeName named(String keyword) {
        return switch (keyword) {
            case "boolean" -> TypeName.BOOLEAN;
            case "byte" -> TypeName.BYTE;
            case "char" -> TypeName.CHAR;
            case "short" -> TypeName.SHORT;
            case "int" -> TypeName.INT;
            case "long" -> TypeName.LONG;
            case "float" -> TypeName.FLOAT;
            default -> TypeName.DOUBLE;
        };
    }
}
