package dev.offspring.shared;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.ArenaFullException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import java.util.function.Function;

/** Shared things as blocks, and as handles in messages. */
final class Handles {
    private Handles() {}

    static Cells allocate(int kind, long bytes) {
        return Cells.of(Session.current().allocate(kind, bytes));
    }

    static Cells allocateArray(int kind, long length, int elementBytes) {
        if (length < 0) {
            throw new IllegalArgumentException("an array cannot have " + length + " elements");
        }
        long bytes;
        try {
            bytes = Math.multiplyExact(length, (long) elementBytes);
        } catch (ArithmeticException e) {
            throw new ArenaFullException(
                    length + " elements of " + elementBytes + " bytes are more than any memory has", e);
        }
        return allocate(kind, bytes);
    }

    static void write(Output out, Handle handle) {
        out.writeLong(handle.session());
        out.writeLong(handle.offset());
        out.writeInt(handle.generation());
        out.writeInt(handle.kind());
    }

    /** The block that a message has a handle of; this process is attached to it from now on. */
    static Block read(Input in) {
        return Session.current().attach(new Handle(in.readLong(), in.readLong(), in.readInt(), in.readInt()));
    }

    /** A shared thing that is a whole block. */
    static final class WholeSerializer<T> extends Serializer<T> {
        private final int kind;
        private final Function<T, Cells> cells;
        private final Function<Cells, T> make;

        WholeSerializer(int kind, Function<T, Cells> cells, Function<Cells, T> make) {
            super(false, true);
            this.kind = kind;
            this.cells = cells;
            this.make = make;
        }

        @Override
        public void write(Kryo kryo, Output out, T value) {
            Handles.write(out, cells.apply(value).handle());
        }

        @Override
        public T read(Kryo kryo, Input in, Class<? extends T> type) {
            return make.apply(Cells.of(checked(Handles.read(in), kind)));
        }
    }

    static Block checked(Block block, int kind) {
        if (block.handle().kind() != kind) {
            block.detach();
            throw new ClosedHandleException(
                    "a handle of kind " + block.handle().kind() + " was used as one of kind " + kind);
        }
        return block;
    }

    /** An array: its block, and which part of it, because an array in a struct travels too. */
    static final class ArraySerializer<T> extends Serializer<T> {
        private final Parts<T> parts;

        /** What an array is made of. */
        interface Parts<T> {
            /** The kind of a block that is such an array. */
            int kind();

            Cells cells(T array);

            long base(T array);

            long length(T array);

            T view(Cells cells, long base, long length);

            T whole(Cells cells);
        }

        ArraySerializer(Parts<T> parts) {
            super(false, true);
            this.parts = parts;
        }

        @Override
        public void write(Kryo kryo, Output out, T array) {
            Handle handle = parts.cells(array).handle();
            Handles.write(out, handle);
            out.writeLong(parts.base(array));
            out.writeLong(parts.length(array));
        }

        @Override
        public T read(Kryo kryo, Input in, Class<? extends T> type) {
            Block block = Handles.read(in);
            Cells cells = Cells.of(block);
            long base = in.readLong();
            long length = in.readLong();
            if (block.handle().kind() == parts.kind()) {
                return parts.whole(cells);
            }
            if (block.handle().kind() != Kinds.GLOBALS) {
                checked(block, Kinds.STRUCT);
            }
            if (base < 0 || length < 0 || base > block.bytes() || length > block.bytes() - base) {
                block.detach();
                throw new ClosedHandleException("a handle is corrupt: an array of " + length + " elements at " + base
                        + " does not lie in its struct");
            }
            return parts.view(cells, base, length);
        }
    }
}
