// Written by Offspring from demo.Door. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.shared.SharedGlobals;
import dev.offspring.shared.SharedStruct;
import dev.offspring.sync.Lock;
import dev.offspring.sync.Semaphore;
import dev.offspring.wire.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The shared counterpart of {@link Door}.
 *
 * <p>Globals of the session:
 * <pre>
 * offset   bytes  field
 *      0     128  Lock door
 *    128     128  Semaphore places
 *    256     128  Lock hidden
 *    384       4  int inside
 *    392         in all
 * </pre>
 */
@Generated("demo.Door")
final class DoorShared extends SharedStruct {
    private DoorShared(SharedStruct outer, long offset) {
        super(outer, offset);
    }

    /**
     * The global {@code door}: the same one in all processes of the session.
     */
    static Lock door() {
        return Globals.VIEW.getHandle(0L);
    }

    /**
     * The global {@code places}: the same one in all processes of the session.
     */
    static Semaphore places() {
        return Globals.VIEW.getHandle(128L);
    }

    /**
     * The global {@code hidden}: the same one in all processes of the session.
     */
    static Lock hidden() {
        return Globals.VIEW.getHandle(256L);
    }

    /**
     * Reads {@code inside}, as a volatile field is read.
     */
    static int inside() {
        return Globals.VIEW.getInt(384L);
    }

    /**
     * Writes {@code inside}, as a volatile field is written.
     */
    static void inside(int value) {
        Globals.VIEW.setInt(384L, value);
    }

    /**
     * Writes {@code inside} and returns what was there, atomically.
     */
    static int getAndSetInside(int value) {
        return Globals.VIEW.getAndSetInt(384L, value);
    }

    /**
     * Writes {@code inside} if it has the expected value, atomically, and returns whether it had.
     */
    static boolean compareAndSetInside(int expected, int value) {
        return Globals.VIEW.compareAndSetInt(384L, expected, value);
    }

    /**
     * Adds to {@code inside} and returns what was there, atomically.
     */
    static int getAndAddInside(int delta) {
        return Globals.VIEW.getAndAddInt(384L, delta);
    }

    /**
     * Adds to {@code inside} and returns the sum, atomically.
     */
    static int addAndGetInside(int delta) {
        return Globals.VIEW.addAndGetInt(384L, delta);
    }

    private static final class Globals extends SharedGlobals {
        static final DoorShared VIEW = new DoorShared(new Globals(), 0L);

        private Globals() {
            super("demo.Door", 0x2117DAD65B277A65L, 392L);
        }

        @Override
        protected void firstValues(SharedGlobals scratch) {
            DoorShared view = new DoorShared(scratch, 0L);
            view.setHandle(0L, "door", Door.door, Lock::create);
            view.setHandle(128L, "places", Door.places);
            view.setHandle(256L, "hidden", Template.hidden(), Lock::create);
            view.setInt(384L, Door.inside);
        }
    }

    /**
     * Reads what is private in {@link Door}.
     */
    private static final class Template {
        private static final VarHandle HIDDEN = Fields.handle(MethodHandles.lookup(), Door.class, "hidden", Lock.class);

        static Lock hidden() {
            return (Lock) HIDDEN.get();
        }
    }
}
