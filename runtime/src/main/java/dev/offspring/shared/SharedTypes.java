package dev.offspring.shared;

import dev.offspring.shared.Handles.ArraySerializer.Parts;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** How shared values travel: as handles. */
public final class SharedTypes implements TypeRegistry {
    /** The one there is. */
    public static final SharedTypes INSTANCE = new SharedTypes();

    private SharedTypes() {}

    @Override
    public void register(Types types) {
        addScalars(types);
        addArrays(types);
    }

    private static void addScalars(Types types) {
        add(types, SharedBoolean.class, Kinds.SCALAR + Kinds.BOOLEAN, SharedBoolean::cells, SharedBoolean::new);
        add(types, SharedByte.class, Kinds.SCALAR + Kinds.BYTE, SharedByte::cells, SharedByte::new);
        add(types, SharedShort.class, Kinds.SCALAR + Kinds.SHORT, SharedShort::cells, SharedShort::new);
        add(types, SharedChar.class, Kinds.SCALAR + Kinds.CHAR, SharedChar::cells, SharedChar::new);
        add(types, SharedInt.class, Kinds.SCALAR + Kinds.INT, SharedInt::cells, SharedInt::new);
        add(types, SharedLong.class, Kinds.SCALAR + Kinds.LONG, SharedLong::cells, SharedLong::new);
        add(types, SharedFloat.class, Kinds.SCALAR + Kinds.FLOAT, SharedFloat::cells, SharedFloat::new);
        add(types, SharedDouble.class, Kinds.SCALAR + Kinds.DOUBLE, SharedDouble::cells, SharedDouble::new);
        add(types, SharedText.class, Kinds.TEXT, SharedText::cells, SharedText::new);
    }

    private static <T> void add(
            Types types, Class<T> type, int kind, Function<T, Cells> cells, Function<Cells, T> make) {
        types.add(type, new Handles.WholeSerializer<>(kind, cells, make));
    }

    private static void addArrays(Types types) {
        addArray(
                types,
                SharedBooleanArray.class,
                Kinds.BOOLEAN,
                SharedBooleanArray::cells,
                SharedBooleanArray::base,
                SharedBooleanArray::length,
                SharedBooleanArray::view,
                SharedBooleanArray::new);
        addArray(
                types,
                SharedByteArray.class,
                Kinds.BYTE,
                SharedByteArray::cells,
                SharedByteArray::base,
                SharedByteArray::length,
                SharedByteArray::view,
                SharedByteArray::new);
        addArray(
                types,
                SharedShortArray.class,
                Kinds.SHORT,
                SharedShortArray::cells,
                SharedShortArray::base,
                SharedShortArray::length,
                SharedShortArray::view,
                SharedShortArray::new);
        addArray(
                types,
                SharedCharArray.class,
                Kinds.CHAR,
                SharedCharArray::cells,
                SharedCharArray::base,
                SharedCharArray::length,
                SharedCharArray::view,
                SharedCharArray::new);
        addArray(
                types,
                SharedIntArray.class,
                Kinds.INT,
                SharedIntArray::cells,
                SharedIntArray::base,
                SharedIntArray::length,
                SharedIntArray::view,
                SharedIntArray::new);
        addArray(
                types,
                SharedLongArray.class,
                Kinds.LONG,
                SharedLongArray::cells,
                SharedLongArray::base,
                SharedLongArray::length,
                SharedLongArray::view,
                SharedLongArray::new);
        addArray(
                types,
                SharedFloatArray.class,
                Kinds.FLOAT,
                SharedFloatArray::cells,
                SharedFloatArray::base,
                SharedFloatArray::length,
                SharedFloatArray::view,
                SharedFloatArray::new);
        addArray(
                types,
                SharedDoubleArray.class,
                Kinds.DOUBLE,
                SharedDoubleArray::cells,
                SharedDoubleArray::base,
                SharedDoubleArray::length,
                SharedDoubleArray::view,
                SharedDoubleArray::new);
    }

    /** An array inside a struct. */
    private interface View<T> {
        T of(Cells cells, long base, long length);
    }

    private static <T> void addArray(
            Types types,
            Class<T> type,
            int element,
            Function<T, Cells> cells,
            ToLongFunction<T> base,
            ToLongFunction<T> length,
            View<T> view,
            Function<Cells, T> whole) {
        types.add(type, new Handles.ArraySerializer<>(new Parts<T>() {
            @Override
            public int kind() {
                return Kinds.ARRAY + element;
            }

            @Override
            public Cells cells(T array) {
                return cells.apply(array);
            }

            @Override
            public long base(T array) {
                return base.applyAsLong(array);
            }

            @Override
            public long length(T array) {
                return length.applyAsLong(array);
            }

            @Override
            public T view(Cells in, long at, long count) {
                return view.of(in, at, count);
            }

            @Override
            public T whole(Cells in) {
                return whole.apply(in);
            }
        }));
    }
}
