package dev.offspring.shared;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import dev.offspring.wire.HandleSerializer;

/**
 * A type of struct: how large it is, and how it travels. Generated accessors have one.
 *
 * @param <S> the accessors
 */
public abstract class StructType<S extends SharedStruct> extends Serializer<S> {
    private final String name;
    private final long layoutHash;
    private final long bytes;

    /** A type whose layout has this hash: equal in all processes, or a handle is refused. */
    protected StructType(String name, long layoutHash, long bytes) {
        super(false, true);
        this.name = name;
        this.layoutHash = layoutHash;
        this.bytes = bytes;
    }

    /** The accessors of a struct at this place. */
    protected abstract S view(Block block, long offset);

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
