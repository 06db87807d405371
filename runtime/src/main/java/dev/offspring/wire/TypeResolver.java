package dev.offspring.wire;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds types in {@link Types}, when they are first met.
 *
 * <p>On the wire a class is its id; never its name: no message can make this process load a class.
 */
final class TypeResolver extends DefaultClassResolver {
    private static final int NULL = 0;

    private final IdentityHashMap<Class<?>, Registration> byClass = new IdentityHashMap<>();
    private final Map<Integer, Registration> byId = new HashMap<>();

    @Override
    // Kryo calls this with raw classes.
    @SuppressWarnings({"rawtypes", "NullAway"})
    public @Nullable Registration getRegistration(Class type) {
        Registration known = byClass.get(type);
        if (known == null) {
            Types.Entry entry = Types.find(type);
            if (entry == null) {
                return null;
            }
            known = registration(entry);
            byClass.put(type, known);
        }
        return known;
    }

    @Override
    public @Nullable Registration getRegistration(int id) {
        Registration known = byId.get(id);
        if (known == null) {
            Types.Entry entry = Types.find(id);
            known = entry == null ? null : registration(entry);
        }
        return known;
    }

    @Override
    // Null is how Kryo's writeClass is told of a null value, and how it answers.
    @SuppressWarnings({"rawtypes", "NullAway"})
    public @Nullable Registration writeClass(Output out, @Nullable Class type) {
        if (type == null) {
            out.writeVarInt(NULL, true);
            return null;
        }
        Registration registration = getRegistration(type);
        if (registration == null) {
            throw Failures.unregistered(type);
        }
        out.writeVarInt(registration.getId(), true);
        return registration;
    }

    @Override
    public @Nullable Registration readClass(Input in) {
        int id = in.readVarInt(true);
        if (id == NULL) {
            return null;
        }
        Registration registration = getRegistration(id);
        if (registration == null) {
            throw Failures.unknown(id);
        }
        return registration;
    }

    private Registration registration(Types.Entry entry) {
        return byId.computeIfAbsent(
                entry.id(), id -> new Registration(entry.type(), WithKryo.bare(entry.serializer()), id));
    }
}
