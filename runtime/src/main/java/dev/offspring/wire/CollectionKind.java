package dev.offspring.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of collection that travel. On the wire a kind is its ordinal, so new ones come last.
 *
 * <p>Subclasses of a user's own are none of these: their own fields would be lost on the way.
 */
@SuppressWarnings({"JdkObsolete", "ImmutableEnumChecker", "NonApiType"}) // what users send is not ours to choose
enum CollectionKind {
    ARRAY_LIST(
            "java.util.ArrayList",
            "java.util.ArrayList$SubList",
            "java.util.AbstractList$RandomAccessSubList",
            "java.util.AbstractList$SubList",
            "java.util.ImmutableCollections$SubList",
            "java.util.HashMap$Values",
            "java.util.LinkedHashMap$LinkedValues",
            "java.util.TreeMap$Values",
            "java.util.concurrent.ConcurrentHashMap$ValuesView"),
    LIST_OF("java.util.ImmutableCollections$ListN", "java.util.ImmutableCollections$List12"),
    ARRAYS_AS_LIST("java.util.Arrays$ArrayList"),
    LINKED_LIST("java.util.LinkedList"),
    UNMODIFIABLE_LIST("java.util.Collections$UnmodifiableRandomAccessList", "java.util.Collections$UnmodifiableList"),
    EMPTY_LIST("java.util.Collections$EmptyList"),
    SINGLETON_LIST("java.util.Collections$SingletonList"),
    COPIES("java.util.Collections$CopiesList"),
    VECTOR("java.util.Vector"),
    STACK("java.util.Stack"),
    COPY_ON_WRITE_LIST("java.util.concurrent.CopyOnWriteArrayList"),
    SYNCHRONIZED_LIST("java.util.Collections$SynchronizedRandomAccessList", "java.util.Collections$SynchronizedList"),
    HASH_SET("java.util.HashSet"),
    LINKED_HASH_SET("java.util.LinkedHashSet", "java.util.HashMap$KeySet", "java.util.LinkedHashMap$LinkedKeySet"),
    TREE_SET("java.util.TreeSet", "java.util.TreeMap$KeySet"),
    SET_OF("java.util.ImmutableCollections$SetN", "java.util.ImmutableCollections$Set12"),
    UNMODIFIABLE_SET("java.util.Collections$UnmodifiableSet"),
    EMPTY_SET("java.util.Collections$EmptySet"),
    SINGLETON_SET("java.util.Collections$SingletonSet"),
    SYNCHRONIZED_SET("java.util.Collections$SynchronizedSet"),
    ENUM_SET("java.util.RegularEnumSet", "java.util.JumboEnumSet"),
    COPY_ON_WRITE_SET("java.util.concurrent.CopyOnWriteArraySet"),
    CONCURRENT_SKIP_LIST_SET("java.util.concurrent.ConcurrentSkipListSet"),
    CONCURRENT_SET("java.util.concurrent.ConcurrentHashMap$KeySetView"),
    ARRAY_DEQUE("java.util.ArrayDeque"),
    PRIORITY_QUEUE("java.util.PriorityQueue"),
    CONCURRENT_QUEUE("java.util.concurrent.ConcurrentLinkedQueue"),
    CONCURRENT_DEQUE("java.util.concurrent.ConcurrentLinkedDeque"),
    UNMODIFIABLE_COLLECTION("java.util.Collections$UnmodifiableCollection"),
    UNMODIFIABLE_NAVIGABLE_SET(
            "java.util.Collections$UnmodifiableNavigableSet", "java.util.Collections$UnmodifiableSortedSet");

    private static final CollectionKind[] ALL = values();
    private static final Map<String, CollectionKind> BY_CLASS = new HashMap<>();

    static {
        for (CollectionKind kind : ALL) {
            for (String name : kind.classNames) {
                BY_CLASS.put(name, kind);
            }
        }
    }

    private final String[] classNames;

    CollectionKind(String... classNames) {
        this.classNames = classNames;
    }

    static @Nullable CollectionKind of(Class<?> type) {
        return BY_CLASS.get(type.getName());
    }

    static @Nullable CollectionKind of(int ordinal) {
        return ordinal >= 0 && ordinal < ALL.length ? ALL[ordinal] : null;
    }

    boolean isSorted() {
        return this == TREE_SET
                || this == CONCURRENT_SKIP_LIST_SET
                || this == PRIORITY_QUEUE
                || this == UNMODIFIABLE_NAVIGABLE_SET;
    }

    /** A collection of this kind with these elements, in their order. */
    <E> Collection<E> of(ArrayList<E> elements, @Nullable Comparator<? super E> order) {
        return switch (this) {
            case ARRAY_LIST -> elements;
            case LIST_OF -> elements.contains(null) ? elements.stream().toList() : List.copyOf(elements);
            case ARRAYS_AS_LIST, COPIES -> asList(elements);
            case LINKED_LIST -> new LinkedList<>(elements);
            case UNMODIFIABLE_LIST -> Collections.unmodifiableList(elements);
            case EMPTY_LIST -> Collections.emptyList();
            case SINGLETON_LIST -> Collections.singletonList(elements.getFirst());
            case VECTOR -> new Vector<>(elements);
            case STACK -> stack(elements);
            case COPY_ON_WRITE_LIST -> new CopyOnWriteArrayList<>(elements);
            case SYNCHRONIZED_LIST -> Collections.synchronizedList(elements);
            case HASH_SET -> new HashSet<>(elements);
            case LINKED_HASH_SET -> new LinkedHashSet<>(elements);
            case SET_OF -> Set.copyOf(elements);
            case UNMODIFIABLE_SET -> Collections.unmodifiableSet(new LinkedHashSet<>(elements));
            case EMPTY_SET -> Collections.emptySet();
            case SINGLETON_SET -> Collections.singleton(elements.getFirst());
            case SYNCHRONIZED_SET -> Collections.synchronizedSet(new LinkedHashSet<>(elements));
            case COPY_ON_WRITE_SET -> new CopyOnWriteArraySet<>(elements);
            case CONCURRENT_SET -> concurrentSet(elements);
            case ARRAY_DEQUE -> new ArrayDeque<>(elements);
            case CONCURRENT_QUEUE -> new ConcurrentLinkedQueue<>(elements);
            case CONCURRENT_DEQUE -> new ConcurrentLinkedDeque<>(elements);
            case UNMODIFIABLE_COLLECTION -> Collections.unmodifiableCollection(elements);
            case TREE_SET -> filled(new TreeSet<>(order), elements);
            case CONCURRENT_SKIP_LIST_SET -> filled(new ConcurrentSkipListSet<>(order), elements);
            case PRIORITY_QUEUE -> filled(new PriorityQueue<>(order), elements);
            case UNMODIFIABLE_NAVIGABLE_SET -> unmodifiable(elements, order);
            case ENUM_SET -> throw new AssertionError("an EnumSet is made from its enum");
        };
    }

    // Fixed in size as the original is; the array behind it is of Object, as nobody can see.
    @SuppressWarnings("unchecked")
    private static <E> List<E> asList(List<E> elements) {
        return (List<E>) Arrays.asList(elements.toArray());
    }

    private static <E> Collection<E> unmodifiable(List<E> elements, @Nullable Comparator<? super E> order) {
        TreeSet<E> sorted = new TreeSet<>(order);
        sorted.addAll(elements);
        return Collections.unmodifiableNavigableSet(sorted);
    }

    private static <E> Stack<E> stack(List<E> elements) {
        Stack<E> stack = new Stack<>();
        stack.addAll(elements);
        return stack;
    }

    private static <E> Set<E> concurrentSet(List<E> elements) {
        Set<E> set = ConcurrentHashMap.newKeySet();
        set.addAll(elements);
        return set;
    }

    private static <E> Collection<E> filled(Collection<E> collection, List<E> elements) {
        collection.addAll(elements);
        return collection;
    }
}
