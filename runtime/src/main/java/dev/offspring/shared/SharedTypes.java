package dev.offspring.shared;

import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;

/**
 * How shared values travel: as handles.
 *
 * <p>There is one serialiser class for scalars and one for arrays, and no lambdas: two for each type would take a booting JVM longer than
 * all the rest of its start.
 */
public final class SharedTypes implements TypeRegistry {
    /** The one there is. */
    public static final SharedTypes INSTANCE = new SharedTypes();

    private SharedTypes() {}

    @Override
    public void register(Types types) {
        types.add(SharedBoolean.class, new ScalarSerializer(Kinds.BOOLEAN));
        types.add(SharedByte.class, new ScalarSerializer(Kinds.BYTE));
        types.add(SharedShort.class, new ScalarSerializer(Kinds.SHORT));
        types.add(SharedChar.class, new ScalarSerializer(Kinds.CHAR));
        types.add(SharedInt.class, new ScalarSerializer(Kinds.INT));
        types.add(SharedLong.class, new ScalarSerializer(Kinds.LONG));
        types.add(SharedFloat.class, new ScalarSerializer(Kinds.FLOAT));
        types.add(SharedDouble.class, new ScalarSerializer(Kinds.DOUBLE));
        types.add(SharedText.class, new TextSerializer());
        types.add(SharedStructArray.class, new SharedStructArray.ArraySerializer());
        types.add(SharedBooleanArray.class, new ArraySerializer(Kinds.BOOLEAN, Byte.BYTES));
        types.add(SharedByteArray.class, new ArraySerializer(Kinds.BYTE, Byte.BYTES));
        types.add(SharedShortArray.class, new ArraySerializer(Kinds.SHORT, Short.BYTES));
        types.add(SharedCharArray.class, new ArraySerializer(Kinds.CHAR, Character.BYTES));
        types.add(SharedIntArray.class, new ArraySerializer(Kinds.INT, Integer.BYTES));
        types.add(SharedLongArray.class, new ArraySerializer(Kinds.LONG, Long.BYTES));
        types.add(SharedFloatArray.class, new ArraySerializer(Kinds.FLOAT, Float.BYTES));
        types.add(SharedDoubleArray.class, new ArraySerializer(Kinds.DOUBLE, Double.BYTES));
    }

    private static final class TextSerializer extends HandleSerializer<SharedText> {
        @Override
        protected Handle handle(SharedText text) {
            return text.cells().handle();
        }

        @Override
        protected SharedText make(Block block) {
            return new SharedText(Cells.of(checked(block, Kinds.TEXT)));
        }
    }

    private static final class ScalarSerializer extends HandleSerializer<Object> {
        private final int element;

        ScalarSerializer(int element) {
            this.element = element;
        }

        @Override
        protected Handle handle(Object scalar) {
            return cells(scalar).handle();
        }

        private Cells cells(Object scalar) {
            return switch (element) {
                case Kinds.BOOLEAN -> ((SharedBoolean) scalar).cells();
                case Kinds.BYTE -> ((SharedByte) scalar).cells();
                case Kinds.SHORT -> ((SharedShort) scalar).cells();
                case Kinds.CHAR -> ((SharedChar) scalar).cells();
                case Kinds.INT -> ((SharedInt) scalar).cells();
                case Kinds.LONG -> ((SharedLong) scalar).cells();
                case Kinds.FLOAT -> ((SharedFloat) scalar).cells();
                case Kinds.DOUBLE -> ((SharedDouble) scalar).cells();
                default -> throw new AssertionError(element);
            };
        }

        @Override
        protected Object make(Block block) {
            Cells cells = Cells.of(checked(block, Kinds.SCALAR + element));
            return switch (element) {
                case Kinds.BOOLEAN -> new SharedBoolean(cells);
                case Kinds.BYTE -> new SharedByte(cells);
                case Kinds.SHORT -> new SharedShort(cells);
                case Kinds.CHAR -> new SharedChar(cells);
                case Kinds.INT -> new SharedInt(cells);
                case Kinds.LONG -> new SharedLong(cells);
                case Kinds.FLOAT -> new SharedFloat(cells);
                case Kinds.DOUBLE -> new SharedDouble(cells);
                default -> throw new AssertionError(element);
            };
        }
    }

    private static final class ArraySerializer extends Handles.ArraySerializer {
        private final int element;

        ArraySerializer(int element, int elementBytes) {
            super(Kinds.ARRAY + element, elementBytes);
            this.element = element;
        }

        @Override
        Extent extent(Object array) {
            return switch (element) {
                case Kinds.BOOLEAN -> ((SharedBooleanArray) array).extent();
                case Kinds.BYTE -> ((SharedByteArray) array).extent();
                case Kinds.SHORT -> ((SharedShortArray) array).extent();
                case Kinds.CHAR -> ((SharedCharArray) array).extent();
                case Kinds.INT -> ((SharedIntArray) array).extent();
                case Kinds.LONG -> ((SharedLongArray) array).extent();
                case Kinds.FLOAT -> ((SharedFloatArray) array).extent();
                case Kinds.DOUBLE -> ((SharedDoubleArray) array).extent();
                default -> throw new AssertionError(element);
            };
        }

        @Override
        Object make(Extent extent) {
            return switch (element) {
                case Kinds.BOOLEAN -> new SharedBooleanArray(extent);
                case Kinds.BYTE -> new SharedByteArray(extent);
                case Kinds.SHORT -> new SharedShortArray(extent);
                case Kinds.CHAR -> new SharedCharArray(extent);
                case Kinds.INT -> new SharedIntArray(extent);
                case Kinds.LONG -> new SharedLongArray(extent);
                case Kinds.FLOAT -> new SharedFloatArray(extent);
                case Kinds.DOUBLE -> new SharedDoubleArray(extent);
                default -> throw new AssertionError(element);
            };
        }
    }
}
