package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;

/** A shared thing that is a whole block travels as its handle. */
public abstract class HandleSerializer<T> extends Serializer<T> implements NeedsNoKryo {
    /** One whose values are never null. */
    protected HandleSerializer() {
        super(false, true);
    }

    /** By what others find it. */
    protected abstract Handle handle(T value);

    /** Makes it of its block, whose kind it must have {@linkplain #checked checked} first. */
    protected abstract T make(Block block);

    @Override
    public final void write(Kryo kryo, Output out, T value) {
        write(out, handle(value));
    }

    @Override
    public final T read(Kryo kryo, Input in, Class<? extends T> type) {
        return make(read(in));
    }

    /** Writes a handle, and notes that the message carries it. */
    public static void write(Output out, Handle handle) {
        if (out instanceof Encoder message) {
            message.carry(handle);
        }
        out.writeLong(handle.session());
        out.writeLong(handle.offset());
        out.writeInt(handle.generation());
        out.writeInt(handle.kind());
    }

    /** The block that a message has a handle of; this process is attached to it from now on. */
    public static Block read(Input in) {
        return Session.current().attach(new Handle(in.readLong(), in.readLong(), in.readInt(), in.readInt()));
    }

    /** The block itself, if it is of this kind. */
    public static Block checked(Block block, int kind) {
        if (block.handle().kind() != kind) {
            int found = block.handle().kind();
            block.detach();
            throw new ClosedHandleException("a handle of kind " + found + " was used as one of kind " + kind);
        }
        return block;
    }
}
