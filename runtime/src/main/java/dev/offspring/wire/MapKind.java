package dev.offspring.wire;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The kinds of map that travel. On the wire a kind is its ordinal, so new ones come last. */
@SuppressWarnings({"JdkObsolete", "ImmutableEnumChecker", "NonApiType"}) // what users send is not ours to choose
enum MapKind {
    HASH_MAP("java.util.HashMap"),
    LINKED_HASH_MAP("java.util.LinkedHashMap"),
    TREE_MAP("java.util.TreeMap"),
    MAP_OF("java.util.ImmutableCollections$MapN", "java.util.ImmutableCollections$Map1"),
    UNMODIFIABLE_MAP("java.util.Collections$UnmodifiableMap"),
    EMPTY_MAP("java.util.Collections$EmptyMap"),
    SINGLETON_MAP("java.util.Collections$SingletonMap"),
    SYNCHRONIZED_MAP("java.util.Collections$SynchronizedMap"),
    ENUM_MAP("java.util.EnumMap"),
    CONCURRENT_HASH_MAP("java.util.concurrent.ConcurrentHashMap"),
    CONCURRENT_SKIP_LIST_MAP("java.util.concurrent.ConcurrentSkipListMap"),
    HASHTABLE("java.util.Hashtable"),
    PROPERTIES("java.util.Properties"),
    UNMODIFIABLE_NAVIGABLE_MAP(
            "java.util.Collections$UnmodifiableNavigableMap", "java.util.Collections$UnmodifiableSortedMap");

    private static final MapKind[] ALL = values();
    private static final Map<String, MapKind> BY_CLASS = new HashMap<>();

    static {
        for (MapKind kind : ALL) {
            for (String name : kind.classNames) {
                BY_CLASS.put(name, kind);
            }
        }
    }

    private final String[] classNames;

    MapKind(String... classNames) {
        this.classNames = classNames;
    }

    static @Nullable MapKind of(Class<?> type) {
        return BY_CLASS.get(type.getName());
    }

    static @Nullable MapKind of(int ordinal) {
        return ordinal >= 0 && ordinal < ALL.length ? ALL[ordinal] : null;
    }

    boolean isSorted() {
        return this == TREE_MAP || this == CONCURRENT_SKIP_LIST_MAP || this == UNMODIFIABLE_NAVIGABLE_MAP;
    }

    /** A map of this kind with these entries, in their order. */
    // Keys and values of Properties and enum keys are what the sender's map had.
    @SuppressWarnings({"unchecked", "rawtypes"})
    <K, V> Map<K, V> of(LinkedHashMap<K, V> entries, @Nullable Comparator<? super K> order) {
        return switch (this) {
            case HASH_MAP -> new HashMap<>(entries);
            case LINKED_HASH_MAP -> entries;
            case MAP_OF -> Map.copyOf(entries);
            case UNMODIFIABLE_MAP -> Collections.unmodifiableMap(entries);
            case EMPTY_MAP -> Collections.emptyMap();
            case SINGLETON_MAP -> singleton(entries);
            case SYNCHRONIZED_MAP -> Collections.synchronizedMap(entries);
            case CONCURRENT_HASH_MAP -> new ConcurrentHashMap<>(entries);
            case HASHTABLE -> new Hashtable<>(entries);
            case TREE_MAP -> filled(new TreeMap<>(order), entries);
            case UNMODIFIABLE_NAVIGABLE_MAP -> Collections.unmodifiableNavigableMap(sorted(entries, order));
            case CONCURRENT_SKIP_LIST_MAP -> filled(new ConcurrentSkipListMap<>(order), entries);
            case PROPERTIES -> filled((Map) new Properties(), entries);
            case ENUM_MAP -> throw new AssertionError("an EnumMap is made from its enum");
        };
    }

    private static <K, V> TreeMap<K, V> sorted(Map<K, V> entries, @Nullable Comparator<? super K> order) {
        TreeMap<K, V> sorted = new TreeMap<>(order);
        sorted.putAll(entries);
        return sorted;
    }

    private static <K, V> Map<K, V> singleton(LinkedHashMap<K, V> entries) {
        Map.Entry<K, V> entry = entries.firstEntry();
        return Collections.singletonMap(entry.getKey(), entry.getValue());
    }

    private static <K, V> Map<K, V> filled(Map<K, V> map, Map<K, V> entries) {
        map.putAll(entries);
        return map;
    }
}
