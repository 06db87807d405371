package dev.offspring.wire;

import com.esotericsoftware.kryo.Serializer;
import dev.offspring.error.TransferException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The types that travel, in this process: ids, classes, serialisers.
 *
 * <p>Registries are joined by direct calls of generated code, which costs nothing, and are asked only when a type is met
 * that is not known yet: users' first, then the runtime's own, whose types are many. Services of other modules come last; to look
 * for them, every jar of the class path is opened. For what is in the JDK's table neither of these is asked.
 *
 * <p>Any thread may call these methods.
 */
public final class Types {
    record Entry(int id, Class<?> type, Serializer<?> serializer) {}

    private static final Types ALL = new Types();

    private final Map<Class<?>, Entry> byClass = new ConcurrentHashMap<>();
    private final Map<Integer, Entry> byId = new ConcurrentHashMap<>();
    private final Set<Class<?>> joined = new HashSet<>();
    private final ArrayDeque<TypeRegistry> users = new ArrayDeque<>();
    private final ArrayDeque<TypeRegistry> own = new ArrayDeque<>();
    private boolean servicesJoined;

    Types() {}

    /** Makes the types of {@code registry} known; once is enough, and more does no harm. */
    public static void join(TypeRegistry registry) {
        ALL.joinOnce(registry, ALL.users);
    }

    /** As {@link #join}, for a registry of the runtime's own: nobody asks it for a type of the JDK's, of which it has none. */
    public static void joinOwn(TypeRegistry registry) {
        ALL.joinOnce(registry, ALL.own);
    }

    private synchronized void joinOnce(TypeRegistry registry, ArrayDeque<TypeRegistry> waiting) {
        if (joined.add(registry.getClass())) {
            waiting.add(registry);
        }
    }

    /**
     * Adds a type.
     *
     * @throws TransferException if another type has the same id: rename one of them
     */
    public <T> void add(Class<T> type, Serializer<? super T> serializer) {
        put(new Entry(TypeIds.of(type.getName()), type, WithKryo.orNone(type, serializer)));
    }

    private void put(Entry entry) {
        Entry other = byId.putIfAbsent(entry.id(), entry);
        if (other != null && !other.type().getName().equals(entry.type().getName())) {
            throw new TransferException(
                    entry.type().getName() + " and " + other.type().getName() + " have the same type id "
                            + Integer.toHexString(entry.id()) + ": rename one of them");
        }
        byClass.putIfAbsent(entry.type(), entry);
    }

    /**
     * The id of a type that travels.
     *
     * @throws TransferException if it does not
     */
    public static int id(Class<?> type) {
        return entry(type).id();
    }

    /**
     * The serialiser of the type with this id.
     *
     * @throws TransferException if this process does not know it
     */
    public static Serializer<?> serializer(int id) {
        Entry entry = find(id);
        if (entry == null) {
            throw new TransferException("a channel is of a type with the id " + Integer.toHexString(id)
                    + ", which this process does not know: name the type in a target's signature, and build both sides"
                    + " from one version");
        }
        return entry.serializer();
    }

    /**
     * The type as which values of this class travel.
     *
     * @throws TransferException if they do not
     */
    static Entry entry(Class<?> type) {
        Entry entry = find(type);
        if (entry == null) {
            throw Failures.unregistered(type);
        }
        return entry;
    }

    /**
     * The type with this id.
     *
     * @throws TransferException if this process does not know it
     */
    static Entry entry(int id) {
        Entry entry = find(id);
        if (entry == null) {
            throw Failures.unknown(id);
        }
        return entry;
    }

    /** As {@link #entry(Class)}; null if they do not. */
    static @Nullable Entry find(Class<?> type) {
        return ALL.lookUp(type);
    }

    static @Nullable Entry find(int id) {
        return ALL.lookUp(id);
    }

    private @Nullable Entry lookUp(Class<?> type) {
        Entry known = ask(users, byClass, type);
        if (known == null) {
            known = isOfTheJdk(type) ? family(type) : ask(own, byClass, type);
        }
        if (known == null && !type.isPrimitive()) {
            joinServices();
            known = ask(users, byClass, type);
        }
        return known != null ? known : family(type);
    }

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    }

    private @Nullable Entry family(Class<?> type) {
        Class<?> above = type.getSuperclass();
        boolean hasBody = above != null && above.isEnum(); // a constant with a body is of a class of its own
        Entry family = hasBody ? lookUp(above) : JdkTypes.family(type);
        if (family != null) {
            byClass.put(type, family);
            byId.putIfAbsent(family.id(), family);
        }
        return family;
    }

    private @Nullable Entry lookUp(int id) {
        Entry known = byId.get(id);
        if (known == null && id < TypeIds.FIRST_HASHED) {
            known = JdkTypes.entry(id);
            if (known != null) {
                put(known);
            }
            return known;
        }
        known = ask(users, byId, id);
        if (known == null) {
            known = ask(own, byId, id);
        }
        if (known == null) {
            joinServices();
            known = ask(users, byId, id);
        }
        return known;
    }

    /** Asks the registries that wait there, one after the other, until one of them knows it. */
    private <K> @Nullable Entry ask(ArrayDeque<TypeRegistry> waiting, Map<K, Entry> entries, K key) {
        Entry known = entries.get(key);
        while (known == null && askNext(waiting)) {
            known = entries.get(key);
        }
        return known != null ? known : entries.get(key); // another thread may have asked the last one
    }

    /** Asks one more registry; false if all of them have been asked. */
    private synchronized boolean askNext(ArrayDeque<TypeRegistry> waiting) {
        TypeRegistry next = waiting.poll();
        if (next == null) {
            return false;
        }
        next.register(this);
        return true;
    }

    private synchronized void joinServices() {
        if (!servicesJoined) {
            for (TypeRegistry service : ServiceLoader.load(TypeRegistry.class)) {
                joinOnce(service, users);
            }
            servicesJoined = true;
        }
    }
}
