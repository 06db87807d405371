package dev.offspring.shared;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import java.util.function.ToLongFunction;

/**
 * A shared thing on the wire: where it is, not what it holds. Who decodes it is attached to it.
 *
 * @param <S> what travels
 */
final class HandleSerializer<S extends Shared> extends Serializer<S> {
    /** Makes a view of what is at {@code base} of a block; {@code extent} is its length, if it has one. */
    interface Maker<S> {
        S make(Block block, long base, long extent, boolean ownsBlock);
    }

    private final int kind;
    private final Maker<S> maker;
    private final ToLongFunction<? super S> extent;

    HandleSerializer(int kind, Maker<S> maker, ToLongFunction<? super S> extent) {
        super(false, true);
        this.kind = kind;
        this.maker = maker;
        this.extent = extent;
    }

    @Override
    public void write(Kryo kryo, Output out, S value) {
        writeHandle(out, value);
        out.writeLong(extent.applyAsLong(value));
        out.writeBoolean(value.ownsBlock);
    }

    @Override
    public S read(Kryo kryo, Input in, Class<? extends S> type) {
        Handle handle = readHandle(in);
        long base = in.readLong();
        long length = in.readLong();
        boolean owns = in.readBoolean();
        boolean isPart = !owns && (handle.kind() == Kinds.STRUCT || handle.kind() == Kinds.GLOBALS);
        if (handle.kind() != kind && !isPart || base < 0 || length < 0) {
            throw new TransferException("the handle of something else: kind=" + handle.kind() + " expected=" + kind);
        }
        return maker.make(Session.current().attach(handle), base, length, owns);
    }

    /** The handle of its block, and where in that it begins. */
    static void writeHandle(Output out, Shared value) {
        Handle handle = value.block.handle();
        if (!value.block.isShared()) {
            throw new TransferException("it is not in shared memory: " + value);
        }
        value.block.check();
        out.writeLong(handle.session());
        out.writeLong(handle.offset());
        out.writeInt(handle.generation());
        out.writeInt(handle.kind());
        out.writeLong(value.base);
    }

    static Handle readHandle(Input in) {
        return new Handle(in.readLong(), in.readLong(), in.readInt(), in.readInt());
    }
}
