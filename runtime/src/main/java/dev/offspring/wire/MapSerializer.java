package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** A map: its kind, its order if it is sorted, a count, and keys with their values. */
@SuppressWarnings("EnumOrdinal") // the ordinal is the format
final class MapSerializer<K, V> extends Composite<Map<K, V>> {
    private final Serializer<K> key;
    private final Serializer<V> value;

    MapSerializer(Serializer<K> key, Serializer<V> value) {
        this.key = key;
        this.value = value;
    }

    @Override
    public void write(Kryo kryo, Output out, Map<K, V> map) {
        MapKind kind = MapKind.of(map.getClass());
        if (kind == null) {
            throw Failures.unregistered(map.getClass());
        }
        out.writeByte(kind.ordinal());
        if (kind.isSorted()) {
            Orders.write(out, ((SortedMap<K, V>) map).comparator());
        }
        if (kind == MapKind.ENUM_MAP) {
            writeEnum(out, map);
        }
        out.writeVarInt(map.size(), true);
        for (Map.Entry<K, V> entry : map.entrySet()) {
            Wire.write(kryo, out, key, entry.getKey());
            Wire.write(kryo, out, value, entry.getValue());
        }
    }

    /** An empty EnumMap does not say of which enum it is, so it arrives as a HashMap, which equals it. */
    private void writeEnum(Output out, Map<K, V> map) {
        if (map.isEmpty()) {
            out.writeVarInt(0, true);
        } else {
            AnySerializer.writeType(out, ((Enum<?>) map.keySet().iterator().next()).getDeclaringClass());
        }
    }

    @Override
    // Keys of an EnumMap are checked by the map itself; nulls are what the sender's map had.
    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"})
    public Map<K, V> read(Kryo kryo, Input in, Class<? extends Map<K, V>> type) {
        MapKind kind = MapKind.of(in.readByte());
        if (kind == null) {
            throw new TransferException("a message is corrupt: it has a map of no known kind");
        }
        Comparator<? super K> order = kind.isSorted() ? Orders.read(in) : null;
        Types.Entry keys = kind == MapKind.ENUM_MAP ? AnySerializer.readType(in) : null;
        int count = Wire.checkedCount(in, in.readVarInt(true), 2);
        LinkedHashMap<K, V> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K k = Wire.read(kryo, in, key);
            entries.put(k, Wire.read(kryo, in, value));
        }
        if (kind != MapKind.ENUM_MAP) {
            return kind.of(entries, order);
        }
        if (keys == null || !keys.type().isEnum()) {
            return MapKind.HASH_MAP.of(entries, null);
        }
        EnumMap map = new EnumMap(keys.type());
        map.putAll(entries);
        return map;
    }
}
