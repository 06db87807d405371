// Written by Offspring from demo.Stats. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.memory.Block;
import dev.offspring.shared.SharedGlobals;
import dev.offspring.shared.SharedLongArray;
import dev.offspring.shared.SharedStruct;
import dev.offspring.shared.SharedStructArray;
import dev.offspring.shared.StructType;

/**
 * The shared counterpart of {@link Stats}.
 *
 * <p>In shared memory:
 * <pre>
 * offset   bytes  field
 *      0       8  double mean
 *      8    2048  long[256] histogram
 *   2056     144  text of 64 label
 *   2200       8  Point origin
 *   2208       8  Point other
 *   2216       4  int hits
 *   2224         in all
 * </pre>
 *
 * <p>Globals of the session:
 * <pre>
 * offset   bytes  field
 *      0       8  long total
 *      8       1  boolean isOn
 *     16         in all
 * </pre>
 */
@Generated("demo.Stats")
@SuppressWarnings("exports")
public final class StatsShared extends SharedStruct {
    /**
     * The size of the struct.
     */
    public static final long BYTES = 2224L;

    /**
     * A hash of the layout.
     */
    public static final long LAYOUT_HASH = 0xB9FB052EFD3D0EE3L;

    /**
     * How it is allocated and how it travels.
     */
    public static final StructType<StatsShared> TYPE = new Type();

    private StatsShared(Block block, long offset) {
        super(block, offset);
    }

    /**
     * A view of a struct inside another one; for generated code.
     */
    public StatsShared(SharedStruct outer, long offset) {
        super(outer, offset);
    }

    /**
     * Allocates one in shared memory, with the values of a new {@link Stats}.
     *
     * @return a handle, which may be an argument of a target; close it when done
     */
    public static StatsShared create() {
        Stats template = new Stats();
        StatsShared shared = new StatsShared(TYPE.allocate(), 0L);
        try {
            shared.firstValues(template);
            return shared;
        } catch (RuntimeException | Error failure) {
            shared.close();
            throw failure;
        }
    }

    /**
     * Allocates so many in a row, each with the values of a new {@link Stats}.
     *
     * @return a handle, which may be an argument of a target; close it when done
     */
    public static SharedStructArray<StatsShared> createArray(long length) {
        return TYPE.createArray(length, shared -> shared.firstValues(null));
    }

    /**
     * Reads {@code hits}, as a volatile field is read.
     */
    public int hits() {
        return getInt(2216L);
    }

    /**
     * Writes {@code hits}, as a volatile field is written.
     */
    public void hits(int value) {
        setInt(2216L, value);
    }

    /**
     * Writes {@code hits} and returns what was there, atomically.
     */
    public int getAndSetHits(int value) {
        return getAndSetInt(2216L, value);
    }

    /**
     * Writes {@code hits} if it has the expected value, atomically, and returns whether it had.
     */
    public boolean compareAndSetHits(int expected, int value) {
        return compareAndSetInt(2216L, expected, value);
    }

    /**
     * Adds to {@code hits} and returns what was there, atomically.
     */
    public int getAndAddHits(int delta) {
        return getAndAddInt(2216L, delta);
    }

    /**
     * Adds to {@code hits} and returns the sum, atomically.
     */
    public int addAndGetHits(int delta) {
        return addAndGetInt(2216L, delta);
    }

    /**
     * Reads {@code mean}, as a volatile field is read.
     */
    public double mean() {
        return getDouble(0L);
    }

    /**
     * Writes {@code mean}, as a volatile field is written.
     */
    public void mean(double value) {
        setDouble(0L, value);
    }

    /**
     * Writes {@code mean} and returns what was there, atomically.
     */
    public double getAndSetMean(double value) {
        return getAndSetDouble(0L, value);
    }

    /**
     * Writes {@code mean} if it has the expected value, atomically, and returns whether it had.
     */
    public boolean compareAndSetMean(double expected, double value) {
        return compareAndSetDouble(0L, expected, value);
    }

    /**
     * Adds to {@code mean} and returns what was there, atomically.
     */
    public double getAndAddMean(double delta) {
        return getAndAddDouble(0L, delta);
    }

    /**
     * Adds to {@code mean} and returns the sum, atomically.
     */
    public double addAndGetMean(double delta) {
        return addAndGetDouble(0L, delta);
    }

    /**
     * The array {@code histogram}: a view, which belongs to this struct.
     */
    public SharedLongArray histogram() {
        return longArray(8L, 256L);
    }

    /**
     * Reads {@code label}; empty before it is first written.
     */
    public String label() {
        return getText(2056L, 64);
    }

    /**
     * Writes {@code label}: at most 64 bytes of UTF-8.
     */
    public void label(String value) {
        setText(2056L, 64, value);
    }

    /**
     * The struct {@code origin}: a view, which belongs to this struct.
     */
    public PointShared origin() {
        return new PointShared(this, 2200L);
    }

    /**
     * The struct {@code other}: a view, which belongs to this struct.
     */
    public PointShared other() {
        return new PointShared(this, 2208L);
    }

    /**
     * Reads {@code total}, as a volatile field is read.
     */
    public static long total() {
        return Globals.VIEW.getLong(0L);
    }

    /**
     * Writes {@code total}, as a volatile field is written.
     */
    public static void total(long value) {
        Globals.VIEW.setLong(0L, value);
    }

    /**
     * Writes {@code total} and returns what was there, atomically.
     */
    public static long getAndSetTotal(long value) {
        return Globals.VIEW.getAndSetLong(0L, value);
    }

    /**
     * Writes {@code total} if it has the expected value, atomically, and returns whether it had.
     */
    public static boolean compareAndSetTotal(long expected, long value) {
        return Globals.VIEW.compareAndSetLong(0L, expected, value);
    }

    /**
     * Adds to {@code total} and returns what was there, atomically.
     */
    public static long getAndAddTotal(long delta) {
        return Globals.VIEW.getAndAddLong(0L, delta);
    }

    /**
     * Adds to {@code total} and returns the sum, atomically.
     */
    public static long addAndGetTotal(long delta) {
        return Globals.VIEW.addAndGetLong(0L, delta);
    }

    /**
     * Reads {@code isOn}, as a volatile field is read.
     */
    public static boolean isOn() {
        return Globals.VIEW.getBoolean(8L);
    }

    /**
     * Writes {@code isOn}, as a volatile field is written.
     */
    public static void isOn(boolean value) {
        Globals.VIEW.setBoolean(8L, value);
    }

    /**
     * Writes {@code isOn} and returns what was there, atomically.
     */
    public static boolean getAndSetIsOn(boolean value) {
        return Globals.VIEW.getAndSetBoolean(8L, value);
    }

    /**
     * Writes {@code isOn} if it has the expected value, atomically, and returns whether it had.
     */
    public static boolean compareAndSetIsOn(boolean expected, boolean value) {
        return Globals.VIEW.compareAndSetBoolean(8L, expected, value);
    }

    /**
     * Copies the values of a template, or of a new one if it is null; for generated code.
     */
    public void firstValues(Stats template) {
        Stats from = template == null ? new Stats() : template;
        firstValues1(from);
        firstValues2(from);
    }

    private void firstValues1(Stats from) {
        setInt(2216L, from.hits);
        setDouble(0L, from.mean);
        if (from.histogram != null) {
            longArray(8L, 256L).copyFrom(from.histogram);
        }
    }

    private void firstValues2(Stats from) {
        if (from.label != null) {
            setText(2056L, 64, from.label);
        }
        new PointShared(this, 2200L).firstValues(from.origin);
        new PointShared(this, 2208L).firstValues(from.other);
    }

    private static final class Type extends StructType<StatsShared> {
        private Type() {
            super("demo.Stats", LAYOUT_HASH, BYTES);
        }

        @Override
        protected StatsShared view(Block block, long offset) {
            return new StatsShared(block, offset);
        }

        @Override
        protected StatsShared view(SharedStruct outer, long offset) {
            return new StatsShared(outer, offset);
        }
    }

    private static final class Globals extends SharedGlobals {
        static final StatsShared VIEW = new StatsShared(new Globals(), 0L);

        private Globals() {
            super("demo.Stats", 0x65CE497896251828L, 16L);
        }

        @Override
        protected void firstValues(SharedGlobals scratch) {
            StatsShared view = new StatsShared(scratch, 0L);
            view.setLong(0L, Stats.total);
            view.setBoolean(8L, Stats.isOn);
        }
    }
}
