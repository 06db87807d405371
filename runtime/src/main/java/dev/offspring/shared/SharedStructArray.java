package dev.offspring.shared;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import dev.offspring.memory.Block;
import dev.offspring.sync.Lock;
import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.NeedsNoKryo;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Structs that processes share, one after the other: {@code StatsShared.createArray(1_000)}, or a field
 * {@code @Shared(length = 4) Point[] corners} of another struct.
 *
 * <p>Any thread of any process of the session may call these methods. An element is a view: what is written into it is
 * written into the array. The array may be an argument of a target, and a part of one. After {@link #close()} by any process,
 * every operation throws {@link dev.offspring.error.ClosedHandleException}.
 *
 * @param <S> the accessors of the elements
 */
public final class SharedStructArray<S extends SharedStruct> implements Iterable<S>, AutoCloseable {
    private final StructType<S> type;
    private final SharedStruct outer;
    private final long offset;
    private final long length;
    private final boolean whole;

    SharedStructArray(StructType<S> type, SharedStruct outer, long offset, long length, boolean whole) {
        this.type = type;
        this.outer = outer;
        this.offset = offset;
        this.length = length;
        this.whole = whole;
    }

    static <S extends SharedStruct> SharedStructArray<S> whole(StructType<S> type, Cells cells, long length) {
        return new SharedStructArray<>(type, new Row(cells), 0, length, true);
    }

    /** The block that an array has for itself, as what its elements lie in. */
    private static final class Row extends SharedStruct {
        Row(Cells cells) {
            super(cells, 0, false);
        }
    }

    /** How many structs it has. */
    public long length() {
        return length;
    }

    /** A view of one; {@code index} from 0 to {@link #length()} − 1, else {@link IndexOutOfBoundsException}. */
    public S get(long index) {
        outer.cells().check();
        return type.view(outer, offset + Objects.checkIndex(index, length) * type.bytes());
    }

    /** Views of all, from the first to the last. */
    @Override
    public Iterator<S> iterator() {
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < length;
            }

            @Override
            public S next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("all " + length + " have been given");
                }
                return get(next++);
            }
        };
    }

    /**
     * Copies templates into the elements; where there is none, a new one. For generated code.
     *
     * @throws IllegalArgumentException if there are more templates than elements
     */
    public <T> void firstValues(@Nullable T @Nullable [] templates, BiConsumer<S, @Nullable T> copy) {
        if (templates != null && templates.length > length) {
            throw new IllegalArgumentException(
                    "the first value has " + templates.length + " elements, and only " + length + " have a place");
        }
        for (int i = 0; i < length; i++) {
            copy.accept(get(i), templates != null && i < templates.length ? templates[i] : null);
        }
    }

    /** The lock that belongs to the array; one in a struct has that of the whole. Nothing takes it by itself. */
    public Lock guard() {
        return outer.guard();
    }

    /** Closes it for all processes; its memory returns when the last of them has let go of it. A view in a struct stays. */
    @Override
    public void close() {
        if (whole) {
            outer.cells().close();
        }
    }

    /** Equal are handles of the same array. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedStructArray<?> array
                && array.type.accessors().equals(type.accessors())
                && array.length == length
                && array.offset + array.outer.base() == offset + outer.base()
                && array.outer.cells().handle().equals(outer.cells().handle());
    }

    @Override
    public int hashCode() {
        return outer.cells().handle().hashCode() + Long.hashCode(offset + outer.base());
    }

    @Override
    public String toString() {
        return "SharedStructArray[" + length + "]" + outer.cells().describe();
    }

    /** Its block, where in it, how many, and the accessors of the elements, whose layout must be the same. */
    // Of objects, because a class literal has no type arguments.
    static final class ArraySerializer extends Serializer<Object> implements NeedsNoKryo {
        ArraySerializer() {
            super(false, true);
        }

        @Override
        public void write(Kryo kryo, Output out, Object value) {
            SharedStructArray<?> array = (SharedStructArray<?>) value;
            HandleSerializer.write(out, array.outer.cells().handle());
            out.writeLong(array.offset + array.outer.base());
            out.writeLong(array.length);
            out.writeLong(array.type.layoutHash());
            out.writeString(array.type.accessors());
        }

        @Override
        public Object read(Kryo kryo, Input in, Class<?> type) {
            Block block = HandleSerializer.read(in);
            long base = in.readLong();
            long length = in.readLong();
            long layoutHash = in.readLong();
            return made(StructType.ofAccessors(in.readString()), block, base, length, layoutHash);
        }

        private static <S extends SharedStruct> SharedStructArray<S> made(
                StructType<S> type, Block block, long base, long length, long layoutHash) {
            boolean fits = base >= 0
                    && base % Long.BYTES == 0
                    && base <= block.bytes()
                    && length >= 0
                    && length <= (block.bytes() - base) / Math.max(1, type.bytes());
            if (!fits || layoutHash != type.layoutHash()) {
                block.detach();
                throw new TransferException("an array of " + length + " structs of " + type.accessors()
                        + " was sent by a process in which they are laid out otherwise: start all processes from one"
                        + " build of the classes");
            }
            Cells cells = Cells.of(block);
            boolean whole = block.handle().kind() == Kinds.STRUCT_ARRAY && base == 0;
            return new SharedStructArray<>(type, new Row(cells), base, length, whole);
        }
    }
}
