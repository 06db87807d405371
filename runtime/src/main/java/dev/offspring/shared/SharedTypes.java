package dev.offspring.shared;

import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;
import java.util.function.Function;

/** How shared values travel: as handles. */
public final class SharedTypes implements TypeRegistry {
    /** The one there is. */
    public static final SharedTypes INSTANCE = new SharedTypes();

    private SharedTypes() {}

    @Override
    public void register(Types types) {
        addScalars(types);
        types.add(SharedStructArray.class, new SharedStructArray.ArraySerializer());
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
        types.add(
                type,
                new HandleSerializer<>(
                        thing -> cells.apply(thing).handle(),
                        block -> make.apply(Cells.of(HandleSerializer.checked(block, kind)))));
    }

    private static void addArrays(Types types) {
        addArray(
                types,
                SharedBooleanArray.class,
                Kinds.BOOLEAN,
                Byte.BYTES,
                SharedBooleanArray::extent,
                SharedBooleanArray::new);
        addArray(types, SharedByteArray.class, Kinds.BYTE, Byte.BYTES, SharedByteArray::extent, SharedByteArray::new);
        addArray(
                types,
                SharedShortArray.class,
                Kinds.SHORT,
                Short.BYTES,
                SharedShortArray::extent,
                SharedShortArray::new);
        addArray(
                types,
                SharedCharArray.class,
                Kinds.CHAR,
                Character.BYTES,
                SharedCharArray::extent,
                SharedCharArray::new);
        addArray(types, SharedIntArray.class, Kinds.INT, Integer.BYTES, SharedIntArray::extent, SharedIntArray::new);
        addArray(types, SharedLongArray.class, Kinds.LONG, Long.BYTES, SharedLongArray::extent, SharedLongArray::new);
        addArray(
                types,
                SharedFloatArray.class,
                Kinds.FLOAT,
                Float.BYTES,
                SharedFloatArray::extent,
                SharedFloatArray::new);
        addArray(
                types,
                SharedDoubleArray.class,
                Kinds.DOUBLE,
                Double.BYTES,
                SharedDoubleArray::extent,
                SharedDoubleArray::new);
    }

    private static <T> void addArray(
            Types types,
            Class<T> type,
            int element,
            int elementBytes,
            Function<T, Extent> extent,
            Function<Extent, T> make) {
        types.add(type, new Handles.ArraySerializer<>(Kinds.ARRAY + element, elementBytes, extent, make));
    }
}
