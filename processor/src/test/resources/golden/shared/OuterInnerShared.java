// Written by Offspring from demo.Outer.Inner. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.shared.SharedByteArray;
import dev.offspring.shared.SharedGlobals;
import dev.offspring.shared.SharedStruct;

/**
 * The shared counterpart of {@link Outer.Inner}.
 *
 * <p>Globals of the session:
 * <pre>
 * offset   bytes  field
 *      0      32  text of 8 name
 *     32       2  byte[2] bytes
 *     36       4  float ratio
 *     40         in all
 * </pre>
 */
@Generated("demo.Outer.Inner")
final class OuterInnerShared extends SharedStruct {
    private OuterInnerShared(SharedStruct outer, long offset) {
        super(outer, offset);
    }

    /**
     * Reads {@code ratio}, as a volatile field is read.
     */
    static float ratio() {
        return Globals.VIEW.getFloat(36L);
    }

    /**
     * Writes {@code ratio}, as a volatile field is written.
     */
    static void ratio(float value) {
        Globals.VIEW.setFloat(36L, value);
    }

    /**
     * Writes {@code ratio} and returns what was there, atomically.
     */
    static float getAndSetRatio(float value) {
        return Globals.VIEW.getAndSetFloat(36L, value);
    }

    /**
     * Writes {@code ratio} if it has the expected value, atomically, and returns whether it had.
     */
    static boolean compareAndSetRatio(float expected, float value) {
        return Globals.VIEW.compareAndSetFloat(36L, expected, value);
    }

    /**
     * Adds to {@code ratio} and returns what was there, atomically.
     */
    static float getAndAddRatio(float delta) {
        return Globals.VIEW.getAndAddFloat(36L, delta);
    }

    /**
     * Adds to {@code ratio} and returns the sum, atomically.
     */
    static float addAndGetRatio(float delta) {
        return Globals.VIEW.addAndGetFloat(36L, delta);
    }

    /**
     * Reads {@code name}; empty before it is first written.
     */
    static String name() {
        return Globals.VIEW.getText(0L, 8);
    }

    /**
     * Writes {@code name}: at most 8 bytes of UTF-8.
     */
    static void name(String value) {
        Globals.VIEW.setText(0L, 8, value);
    }

    /**
     * The array {@code bytes}: a view, which belongs to this struct.
     */
    static SharedByteArray bytes() {
        return Globals.VIEW.byteArray(32L, 2L);
    }

    private static final class Globals extends SharedGlobals {
        static final OuterInnerShared VIEW = new OuterInnerShared(new Globals(), 0L);

        private Globals() {
            super("demo.Outer$Inner", 0x4110AECFDD30CD59L, 40L);
        }

        @Override
        protected void firstValues(SharedGlobals scratch) {
            OuterInnerShared view = new OuterInnerShared(scratch, 0L);
            view.setFloat(36L, Outer.Inner.ratio);
            if (Outer.Inner.name != null) {
                view.setText(0L, 8, Outer.Inner.name);
            }
            if (Outer.Inner.bytes != null) {
                view.byteArray(32L, 2L).copyFrom(Outer.Inner.bytes);
            }
        }
    }
}
