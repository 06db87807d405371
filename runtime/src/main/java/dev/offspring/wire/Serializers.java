package dev.offspring.wire;

import com.esotericsoftware.kryo.Serializer;
import dev.offspring.error.TransferException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Ready serialisers, and serialisers made of others. For generated code, which composes them at the place of use.
 *
 * <p>All of them are immutable and may be used by any number of threads.
 */
public final class Serializers {
    /** A {@code Boolean}. */
    public static final Serializer<Boolean> BOOLEAN = new ScalarStubs.BooleanStub();

    /** A {@code Byte}. */
    public static final Serializer<Byte> BYTE = new ScalarStubs.ByteStub();

    /** A {@code Character}. */
    public static final Serializer<Character> CHAR = new ScalarStubs.CharStub();

    /** A {@code Short}. */
    public static final Serializer<Short> SHORT = new ScalarStubs.ShortStub();

    /** An {@code Integer}. */
    public static final Serializer<Integer> INT = new ScalarStubs.IntStub();

    /** A {@code Long}. */
    public static final Serializer<Long> LONG = new ScalarStubs.LongStub();

    /** A {@code Float}. */
    public static final Serializer<Float> FLOAT = new ScalarStubs.FloatStub();

    /** A {@code Double}. */
    public static final Serializer<Double> DOUBLE = new ScalarStubs.DoubleStub();

    /** A {@code String}, which may be null. */
    public static final Serializer<String> STRING = new ScalarStubs.StringStub();

    /** A {@code boolean[]}. */
    public static final Serializer<boolean[]> BOOLEAN_ARRAY = new ArrayStubs.BooleanArrayStub();

    /** A {@code byte[]}. */
    public static final Serializer<byte[]> BYTE_ARRAY = new ArrayStubs.ByteArrayStub();

    /** A {@code char[]}. */
    public static final Serializer<char[]> CHAR_ARRAY = new ArrayStubs.CharArrayStub();

    /** A {@code short[]}. */
    public static final Serializer<short[]> SHORT_ARRAY = new ArrayStubs.ShortArrayStub();

    /** An {@code int[]}. */
    public static final Serializer<int[]> INT_ARRAY = new ArrayStubs.IntArrayStub();

    /** A {@code long[]}. */
    public static final Serializer<long[]> LONG_ARRAY = new ArrayStubs.LongArrayStub();

    /** A {@code float[]}. */
    public static final Serializer<float[]> FLOAT_ARRAY = new ArrayStubs.FloatArrayStub();

    /** A {@code double[]}. */
    public static final Serializer<double[]> DOUBLE_ARRAY = new ArrayStubs.DoubleArrayStub();

    private static final Serializer<Object> ANY = new AnySerializer();

    private Serializers() {}

    /** A constant of an enum. */
    public static <E extends Enum<E>> Serializer<E> enumOf(Class<E> type) {
        return EnumSerializer.of(type);
    }

    /** An array of references; its elements may be null. */
    public static <E> Serializer<E[]> array(Class<E> component, Serializer<E> element) {
        return new ArraySerializer<>(component, element);
    }

    /** A collection, which arrives as the same kind of collection; its elements may be null if that kind allows it. */
    public static <E> Serializer<Collection<E>> collection(Serializer<E> element) {
        return new CollectionSerializer<>(element);
    }

    /** A map, which arrives as the same kind of map. */
    public static <K, V> Serializer<Map<K, V>> map(Serializer<K> key, Serializer<V> value) {
        return new MapSerializer<>(key, value);
    }

    /** An {@code Optional}. */
    public static <E> Serializer<Optional<E>> optional(Serializer<E> value) {
        return new OptionalSerializer<>(value);
    }

    /** Whatever travels, with its type; may be null. */
    public static Serializer<Object> any() {
        return ANY;
    }

    /**
     * The serialiser under which a type is registered: a type of the JDK, a handle, or one with a serialiser of its own.
     *
     * @throws TransferException if it is not registered
     */
    // A registration holds a type together with a serialiser of it.
    @SuppressWarnings("unchecked")
    public static <T> Serializer<T> registered(Class<T> type) {
        return (Serializer<T>) Types.entry(type).serializer();
    }
}
