package dev.offspring.shared;

import dev.offspring.memory.Block;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;
import java.util.function.Function;

/** Lets shared values, arrays and texts travel: each as the handle of its block. */
public final class SharedTypes implements TypeRegistry {
    /** The only one. */
    public static final SharedTypes INSTANCE = new SharedTypes();

    private SharedTypes() {}

    @Override
    public void register(Types types) {
        value(types, SharedBoolean.class, Kinds.BOOLEAN, SharedBoolean::new);
        value(types, SharedByte.class, Kinds.BYTE, SharedByte::new);
        value(types, SharedChar.class, Kinds.CHAR, SharedChar::new);
        value(types, SharedDouble.class, Kinds.DOUBLE, SharedDouble::new);
        value(types, SharedFloat.class, Kinds.FLOAT, SharedFloat::new);
        value(types, SharedInt.class, Kinds.INT, SharedInt::new);
        value(types, SharedLong.class, Kinds.LONG, SharedLong::new);
        value(types, SharedShort.class, Kinds.SHORT, SharedShort::new);
        array(types, SharedBooleanArray.class, Kinds.BOOLEAN, SharedBooleanArray::new);
        array(types, SharedByteArray.class, Kinds.BYTE, SharedByteArray::new);
        array(types, SharedCharArray.class, Kinds.CHAR, SharedCharArray::new);
        array(types, SharedDoubleArray.class, Kinds.DOUBLE, SharedDoubleArray::new);
        array(types, SharedFloatArray.class, Kinds.FLOAT, SharedFloatArray::new);
        array(types, SharedIntArray.class, Kinds.INT, SharedIntArray::new);
        array(types, SharedLongArray.class, Kinds.LONG, SharedLongArray::new);
        array(types, SharedShortArray.class, Kinds.SHORT, SharedShortArray::new);
        HandleSerializer.Maker<SharedText> text =
                (block, base, extent, owns) -> new SharedText(block, base, Math.toIntExact(extent), owns);
        types.add(SharedText.class, new HandleSerializer<>(Kinds.TEXT, text, SharedText::maxBytes));
    }

    private static <S extends Shared> void value(
            Types types, Class<S> type, int kind, Function<Block, S> maker) {
        types.add(type, new HandleSerializer<>(kind, (block, base, extent, owns) -> maker.apply(block), value -> 0));
    }

    private static <S extends SharedArray<?>> void array(
            Types types, Class<S> type, int elementKind, HandleSerializer.Maker<S> maker) {
        types.add(type, new HandleSerializer<>(elementKind + Kinds.ARRAY, maker, SharedArray::length));
    }
}
