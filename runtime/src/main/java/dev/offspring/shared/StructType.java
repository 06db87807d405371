package dev.offspring.shared;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;

/**
 * How a kind of struct is allocated and how it travels; generated accessors have one each.
 *
 * @param <S> the accessor
 */
public abstract class StructType<S extends SharedStruct> extends Serializer<S> {
    private final String name;
    private final long layoutHash;
    private final long bytes;

    /**
     * @param name of the class with the fields
     * @param layoutHash of the fields and their places: two processes must agree
     * @param bytes that a struct takes
     */
    protected StructType(String name, long layoutHash, long bytes) {
        super(false, true);
        this.name = name;
        this.layoutHash = layoutHash;
        this.bytes = bytes;
    }

    /** A view of the struct at {@code offset} of a block. */
    protected abstract S view(Block block, long offset);

    /** A block of zeros for one struct. */
    public final Block allocate() {
        return Shared.allocate(Kinds.STRUCT, bytes);
    }

    @Override
    public final void write(Kryo kryo, Output out, S value) {
        HandleSerializer.writeHandle(out, value);
        out.writeLong(layoutHash);
        out.writeBoolean(value.ownsBlock);
    }

    @Override
    public final S read(Kryo kryo, Input in, Class<? extends S> type) {
        Handle handle = HandleSerializer.readHandle(in);
        long offset = in.readLong();
        if (in.readLong() != layoutHash) {
            throw new TransferException("the shared fields of " + name
                    + " lie differently in the process that sent it: run both with the same classes");
        }
        boolean owns = in.readBoolean();
        Block block = Session.current().attach(handle);
        if (handle.kind() != Kinds.STRUCT && handle.kind() != Kinds.GLOBALS
                || offset < 0
                || offset % Long.BYTES != 0
                || offset > block.segment().byteSize() - bytes) {
            throw new TransferException("no struct of " + name + " is there: " + handle + " offset=" + offset);
        }
        S view = view(block, offset);
        view.ownsBlock = owns;
        return view;
    }

    @Override
    public String toString() {
        return "StructType[" + name + " bytes=" + bytes + "]";
    }
}
