package dev.offspring.shared;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.ArenaFullException;
import dev.offspring.error.ClosedHandleException;
import dev.offspring.memory.Block;
import dev.offspring.memory.Session;
import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.NeedsNoKryo;

/** Shared things as blocks, and as handles in messages. */
final class Handles {
    private Handles() {}

    static Cells allocate(int kind, long bytes) {
        return Cells.of(Session.current().allocate(kind, bytes));
    }

    static Extent allocateArray(int kind, long length, long elementBytes) {
        if (length < 0) {
            throw new IllegalArgumentException("an array cannot have " + length + " elements");
        }
        long bytes;
        try {
            bytes = Math.multiplyExact(length, elementBytes);
        } catch (ArithmeticException e) {
            throw new ArenaFullException(
                    length + " elements of " + elementBytes + " bytes are more than any memory has", e);
        }
        return new Extent(allocate(kind, bytes), 0, length, true);
    }

    /** An array: its block, and which part of it, because slices and arrays in structs travel too. */
    abstract static class ArraySerializer extends Serializer<Object> implements NeedsNoKryo {
        /** Stands for the length of an array that is a whole block, which its receiver may close. */
        private static final long WHOLE = -1;

        private final int kind;
        private final int elementBytes;

        ArraySerializer(int kind, int elementBytes) {
            super(false, true);
            this.kind = kind;
            this.elementBytes = elementBytes;
        }

        abstract Extent extent(Object array);

        abstract Object make(Extent extent);

        @Override
        public final void write(Kryo kryo, Output out, Object array) {
            Extent part = extent(array);
            HandleSerializer.write(out, part.cells().handle());
            out.writeLong(part.base());
            out.writeLong(part.whole() ? WHOLE : part.length());
        }

        @Override
        public final Object read(Kryo kryo, Input in, Class<?> type) {
            Block block = HandleSerializer.read(in);
            long base = in.readLong();
            long length = in.readLong();
            int blockKind = block.handle().kind();
            if (length == WHOLE) {
                HandleSerializer.checked(block, kind);
                return make(new Extent(Cells.of(block), 0, block.bytes() / elementBytes, true));
            }
            if (blockKind != kind && blockKind != Kinds.GLOBALS) {
                HandleSerializer.checked(block, Kinds.STRUCT);
            }
            boolean fits = base >= 0
                    && base <= block.bytes()
                    && base % elementBytes == 0
                    && length >= 0
                    && length <= (block.bytes() - base) / elementBytes;
            if (!fits) {
                block.detach();
                throw new ClosedHandleException("a handle is corrupt: an array of " + length + " elements of "
                        + elementBytes + " bytes at " + base + " does not lie in its block of " + block.bytes());
            }
            return make(new Extent(Cells.of(block), base, length, false));
        }
    }
}
