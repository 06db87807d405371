package dev.offspring.shared;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.NeedsNoKryo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A type of struct: how large it is, and how it travels. Generated accessors have one.
 *
 * @param <S> the accessors
 */
public abstract class StructType<S extends SharedStruct> extends Serializer<S> implements NeedsNoKryo {
    private static final Map<String, StructType<?>> KNOWN = new ConcurrentHashMap<>();

    private final String name;
    private final long layoutHash;
    private final long bytes;

    /** A type whose layout has this hash: equal in all processes, or a handle is refused. */
    @SuppressWarnings("this-escape") // it is looked up by its accessors' name, and those have no state of their own
    protected StructType(String name, long layoutHash, long bytes) {
        super(false, true);
        this.name = name;
        this.layoutHash = layoutHash;
        this.bytes = bytes;
        KNOWN.put(accessors(), this);
    }

    /** The accessors of a struct at this place. */
    protected abstract S view(Block block, long offset);

    /** The accessors of a struct inside another one. */
    protected abstract S view(SharedStruct outer, long offset);

    /** The structs that lie in a row in another one; for generated code. */
    public final SharedStructArray<S> array(SharedStruct outer, long offset, long length) {
        return new SharedStructArray<>(this, outer, offset, length, false);
    }

    /**
     * Memory for so many, each made by {@code first}; for generated code.
     *
     * @throws IllegalArgumentException if {@code length} is negative
     */
    public final SharedStructArray<S> createArray(long length, Consumer<? super S> first) {
        Extent extent = Handles.allocateArray(Kinds.STRUCT_ARRAY, length, bytes);
        SharedStructArray<S> array = SharedStructArray.whole(this, extent.cells(), length);
        try {
            array.forEach(first);
            return array;
        } catch (RuntimeException | Error failure) {
            array.close();
            throw failure;
        }
    }

    final long bytes() {
        return bytes;
    }

    final long layoutHash() {
        return layoutHash;
    }

    /** The class of the accessors, which has this type as its {@code TYPE}. */
    final String accessors() {
        return getClass().getEnclosingClass().getName();
    }

    /** The type that the accessors of this name have; they are initialised for it. */
    static StructType<?> ofAccessors(String accessors) {
        StructType<?> known = KNOWN.get(accessors);
        if (known != null) {
            return known;
        }
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> type =
                    Class.forName(accessors, false, loader != null ? loader : ClassLoader.getSystemClassLoader());
            // Only then: initialising a class is running its code, and the name is a stranger's.
            if (SharedStruct.class.isAssignableFrom(type)) {
                Class.forName(accessors, true, type.getClassLoader());
            }
        } catch (ClassNotFoundException e) {
            throw new TransferException(
                    "structs of " + accessors + " were sent, and this process has no such class", e);
        }
        StructType<?> found = KNOWN.get(accessors);
        if (found == null) {
            throw new TransferException("structs of " + accessors + " were sent, which is no class of accessors");
        }
        return found;
    }

    /** Memory for one, all zeros. */
    public final Block allocate() {
        return Session.current().allocate(Kinds.STRUCT, bytes);
    }

    @Override
    public final void write(Kryo kryo, Output out, S struct) {
        HandleSerializer.write(out, struct.cells().handle());
        out.writeLong(struct.base());
        out.writeLong(layoutHash);
    }

    @Override
    public final S read(Kryo kryo, Input in, Class<? extends S> type) {
        Block block = HandleSerializer.read(in);
        long base = in.readLong();
        boolean fits = base >= 0 && base <= block.bytes() - bytes && base % Long.BYTES == 0;
        if (in.readLong() != layoutHash || !fits) {
            block.detach();
            throw new TransferException(
                    "a struct " + name + " was sent by a process in which it is laid out otherwise: start all"
                            + " processes from one build of the classes");
        }
        return view(block, base);
    }
}
