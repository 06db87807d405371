package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.PriorityQueue;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A collection: its kind, its order if it is sorted, a count, and the elements. */
@SuppressWarnings("EnumOrdinal") // the ordinal is the format
final class CollectionSerializer<E> extends Composite<Collection<E>> {
    /** Room that a message can claim before its elements have come. */
    private static final int MOST_AT_ONCE = 1 << 16;

    private final Serializer<E> element;

    CollectionSerializer(Serializer<E> element) {
        this.element = element;
    }

    @Override
    public void write(Kryo kryo, Output out, Collection<E> collection) {
        CollectionKind kind = CollectionKind.of(collection.getClass());
        if (kind == null) {
            throw Failures.unregistered(collection.getClass());
        }
        out.writeByte(kind.ordinal());
        if (kind == CollectionKind.ENUM_SET) {
            EnumSets.write(out, (EnumSet<?>) collection);
            return;
        }
        if (kind.isSorted()) {
            Orders.write(out, order(collection));
        }
        out.writeVarInt(collection.size(), true);
        for (E value : collection) {
            Wire.write(kryo, out, element, value);
        }
    }

    private static @Nullable Comparator<?> order(Collection<?> sorted) {
        return sorted instanceof SortedSet<?> set ? set.comparator() : ((PriorityQueue<?>) sorted).comparator();
    }

    @Override
    // An EnumSet's elements are what its serialiser found; null elements are what the sender's collection had.
    @SuppressWarnings({"unchecked", "NullAway"})
    public Collection<E> read(Kryo kryo, Input in, Class<? extends Collection<E>> type) {
        CollectionKind kind = CollectionKind.of(in.readByte());
        if (kind == null) {
            throw new TransferException("a message is corrupt: it has a collection of no known kind");
        }
        if (kind == CollectionKind.ENUM_SET) {
            return (Collection<E>) EnumSets.read(in);
        }
        Comparator<? super E> order = kind.isSorted() ? Orders.read(in) : null;
        int count = Wire.checkedCount(in, in.readVarInt(true), 1);
        ArrayList<E> elements = new ArrayList<>(Math.min(count, MOST_AT_ONCE));
        for (int i = 0; i < count; i++) {
            elements.add(Wire.read(kryo, in, element));
        }
        return kind.of(elements, order);
    }

    /** An EnumSet knows its enum only by its elements: an empty one may be of any. */
    private static final class EnumSets {
        static void write(Output out, EnumSet<?> set) {
            Enum<?> some = set.isEmpty()
                    ? EnumSet.complementOf(set).iterator().next()
                    : set.iterator().next();
            AnySerializer.writeType(out, some.getDeclaringClass());
            out.writeVarInt(set.size(), true);
            for (Enum<?> constant : set) {
                out.writeVarInt(constant.ordinal(), true);
            }
        }

        // The class is checked to be an enum's.
        @SuppressWarnings({"unchecked", "rawtypes"})
        static EnumSet<?> read(Input in) {
            Types.Entry entry = AnySerializer.readType(in);
            if (entry == null || !entry.type().isEnum()) {
                throw new TransferException("a message is corrupt: it has an EnumSet of no enum");
            }
            Class type = entry.type();
            EnumSerializer constants = EnumSerializer.of(type);
            EnumSet set = EnumSet.noneOf(type);
            int count = Wire.checkedCount(in, in.readVarInt(true), 1);
            for (int i = 0; i < count; i++) {
                set.add(constants.read(in));
            }
            return set;
        }
    }
}
