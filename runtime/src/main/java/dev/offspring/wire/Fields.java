package dev.offspring.wire;

import dev.offspring.error.TransferException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Modifier;

/** Private fields of a user's class, for generated code of the same module alone. */
public final class Fields {
    private Fields() {}

    /**
     * A handle on a field, static or not.
     *
     * @throws TransferException if the caller may not reach it
     */
    public static VarHandle handle(MethodHandles.Lookup caller, Class<?> owner, String name, Class<?> type) {
        try {
            MethodHandles.Lookup within = MethodHandles.privateLookupIn(owner, caller);
            return Modifier.isStatic(owner.getDeclaredField(name).getModifiers())
                    ? within.findStaticVarHandle(owner, name, type)
                    : within.findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw unreachable(caller, owner, name, e);
        }
    }

    private static TransferException unreachable(
            MethodHandles.Lookup caller, Class<?> owner, String name, ReflectiveOperationException e) {
        return new TransferException(
                "field " + name + " of " + owner.getName() + " cannot be reached by "
                        + caller.lookupClass().getName()
                        + ": was the class changed since the other was generated? Build them together,"
                        + " or give the class a serialiser of its own with @ProcessMessage(serializer = …)",
                e);
    }
}
