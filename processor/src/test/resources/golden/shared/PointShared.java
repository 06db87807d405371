// Written by Offspring from demo.Point. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.memory.Block;
import dev.offspring.shared.SharedStruct;
import dev.offspring.shared.SharedStructArray;
import dev.offspring.shared.StructType;

/**
 * The shared counterpart of {@link Point}.
 *
 * <p>In shared memory:
 * <pre>
 * offset   bytes  field
 *      0       4  int x
 *      4       4  int y
 *      8         in all
 * </pre>
 */
@Generated("demo.Point")
@SuppressWarnings("exports")
public final class PointShared extends SharedStruct {
    /**
     * The size of the struct.
     */
    public static final long BYTES = 8L;

    /**
     * A hash of the layout.
     */
    public static final long LAYOUT_HASH = 0xCF88F4CFC7B7046DL;

    /**
     * How it is allocated and how it travels.
     */
    public static final StructType<PointShared> TYPE = new Type();

    private PointShared(Block block, long offset) {
        super(block, offset);
    }

    /**
     * A view of a struct inside another one; for generated code.
     */
    public PointShared(SharedStruct outer, long offset) {
        super(outer, offset);
    }

    /**
     * Allocates one in shared memory, with the values of a new {@link Point}.
     *
     * @return a handle, which may be an argument of a target; close it when done
     */
    public static PointShared create() {
        Point template = new Point();
        PointShared shared = new PointShared(TYPE.allocate(), 0L);
        try {
            shared.firstValues(template);
            return shared;
        } catch (RuntimeException | Error failure) {
            shared.close();
            throw failure;
        }
    }

    /**
     * Allocates so many in a row, each with the values of a new {@link Point}.
     *
     * @return a handle, which may be an argument of a target; close it when done
     */
    public static SharedStructArray<PointShared> createArray(long length) {
        return TYPE.createArray(length, shared -> shared.firstValues(null));
    }

    /**
     * Reads {@code x}, as a volatile field is read.
     */
    public int x() {
        return getInt(0L);
    }

    /**
     * Writes {@code x}, as a volatile field is written.
     */
    public void x(int value) {
        setInt(0L, value);
    }

    /**
     * Writes {@code x} and returns what was there, atomically.
     */
    public int getAndSetX(int value) {
        return getAndSetInt(0L, value);
    }

    /**
     * Writes {@code x} if it has the expected value, atomically, and returns whether it had.
     */
    public boolean compareAndSetX(int expected, int value) {
        return compareAndSetInt(0L, expected, value);
    }

    /**
     * Adds to {@code x} and returns what was there, atomically.
     */
    public int getAndAddX(int delta) {
        return getAndAddInt(0L, delta);
    }

    /**
     * Adds to {@code x} and returns the sum, atomically.
     */
    public int addAndGetX(int delta) {
        return addAndGetInt(0L, delta);
    }

    /**
     * Reads {@code y}, as a volatile field is read.
     */
    public int y() {
        return getInt(4L);
    }

    /**
     * Writes {@code y}, as a volatile field is written.
     */
    public void y(int value) {
        setInt(4L, value);
    }

    /**
     * Writes {@code y} and returns what was there, atomically.
     */
    public int getAndSetY(int value) {
        return getAndSetInt(4L, value);
    }

    /**
     * Writes {@code y} if it has the expected value, atomically, and returns whether it had.
     */
    public boolean compareAndSetY(int expected, int value) {
        return compareAndSetInt(4L, expected, value);
    }

    /**
     * Adds to {@code y} and returns what was there, atomically.
     */
    public int getAndAddY(int delta) {
        return getAndAddInt(4L, delta);
    }

    /**
     * Adds to {@code y} and returns the sum, atomically.
     */
    public int addAndGetY(int delta) {
        return addAndGetInt(4L, delta);
    }

    /**
     * Copies the values of a template, or of a new one if it is null; for generated code.
     */
    public void firstValues(Point template) {
        Point from = template == null ? new Point() : template;
        setInt(0L, from.x);
        setInt(4L, from.y);
    }

    private static final class Type extends StructType<PointShared> {
        private Type() {
            super("demo.Point", LAYOUT_HASH, BYTES);
        }

        @Override
        protected PointShared view(Block block, long offset) {
            return new PointShared(block, offset);
        }

        @Override
        protected PointShared view(SharedStruct outer, long offset) {
            return new PointShared(outer, offset);
        }
    }
}
