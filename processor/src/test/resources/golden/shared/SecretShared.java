// Written by Offspring from demo.Secret. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.memory.Block;
import dev.offspring.shared.SharedGlobals;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.shared.SharedStruct;
import dev.offspring.shared.SharedStructArray;
import dev.offspring.shared.StructType;
import dev.offspring.wire.Fields;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The shared counterpart of {@link Secret}.
 *
 * <p>In shared memory:
 * <pre>
 * offset   bytes  field
 *      0      32  text of 8 label
 *     32       2  short hits
 *     40         in all
 * </pre>
 *
 * <p>Globals of the session:
 * <pre>
 * offset   bytes  field
 *      0      12  int[3] three
 *     12       2  char letter
 *     16         in all
 * </pre>
 */
@Generated("demo.Secret")
final class SecretShared extends SharedStruct {
    /**
     * The size of the struct.
     */
    static final long BYTES = 40L;

    /**
     * A hash of the layout.
     */
    static final long LAYOUT_HASH = 0xB7432FDDCC580E15L;

    /**
     * How it is allocated and how it travels.
     */
    static final StructType<SecretShared> TYPE = new Type();

    private SecretShared(Block block, long offset) {
        super(block, offset);
    }

    /**
     * A view of a struct inside another one; for generated code.
     */
    SecretShared(SharedStruct outer, long offset) {
        super(outer, offset);
    }

    /**
     * Allocates one in shared memory, with the values of a new {@link Secret}.
     *
     * @return a handle, which may be an argument of a target; close it when done
     */
    static SecretShared create() {
        Secret template = new Secret();
        SecretShared shared = new SecretShared(TYPE.allocate(), 0L);
        try {
            shared.firstValues(template);
            return shared;
        } catch (RuntimeException | Error failure) {
            shared.close();
            throw failure;
        }
    }

    /**
     * Allocates so many in a row, each with the values of a new {@link Secret}.
     *
     * @return a handle, which may be an argument of a target; close it when done
     */
    static SharedStructArray<SecretShared> createArray(long length) {
        return TYPE.createArray(length, shared -> shared.firstValues(null));
    }

    /**
     * Reads {@code hits}, as a volatile field is read.
     */
    short hits() {
        return getShort(32L);
    }

    /**
     * Writes {@code hits}, as a volatile field is written.
     */
    void hits(short value) {
        setShort(32L, value);
    }

    /**
     * Writes {@code hits} and returns what was there, atomically.
     */
    short getAndSetHits(short value) {
        return getAndSetShort(32L, value);
    }

    /**
     * Writes {@code hits} if it has the expected value, atomically, and returns whether it had.
     */
    boolean compareAndSetHits(short expected, short value) {
        return compareAndSetShort(32L, expected, value);
    }

    /**
     * Adds to {@code hits} and returns what was there, atomically.
     */
    short getAndAddHits(short delta) {
        return getAndAddShort(32L, delta);
    }

    /**
     * Adds to {@code hits} and returns the sum, atomically.
     */
    short addAndGetHits(short delta) {
        return addAndGetShort(32L, delta);
    }

    /**
     * Reads {@code label}; empty before it is first written.
     */
    String label() {
        return getText(0L, 8);
    }

    /**
     * Writes {@code label}: at most 8 bytes of UTF-8.
     */
    void label(String value) {
        setText(0L, 8, value);
    }

    /**
     * Reads {@code letter}, as a volatile field is read.
     */
    static char letter() {
        return Globals.VIEW.getChar(12L);
    }

    /**
     * Writes {@code letter}, as a volatile field is written.
     */
    static void letter(char value) {
        Globals.VIEW.setChar(12L, value);
    }

    /**
     * Writes {@code letter} and returns what was there, atomically.
     */
    static char getAndSetLetter(char value) {
        return Globals.VIEW.getAndSetChar(12L, value);
    }

    /**
     * Writes {@code letter} if it has the expected value, atomically, and returns whether it had.
     */
    static boolean compareAndSetLetter(char expected, char value) {
        return Globals.VIEW.compareAndSetChar(12L, expected, value);
    }

    /**
     * Adds to {@code letter} and returns what was there, atomically.
     */
    static char getAndAddLetter(int delta) {
        return Globals.VIEW.getAndAddChar(12L, delta);
    }

    /**
     * Adds to {@code letter} and returns the sum, atomically.
     */
    static char addAndGetLetter(int delta) {
        return Globals.VIEW.addAndGetChar(12L, delta);
    }

    /**
     * The array {@code three}: a view, which belongs to this struct.
     */
    static SharedIntArray three() {
        return Globals.VIEW.intArray(0L, 3L);
    }

    /**
     * Copies the values of a template, or of a new one if it is null; for generated code.
     */
    void firstValues(Secret template) {
        Secret from = template == null ? new Secret() : template;
        setShort(32L, Template.hits(from));
        if (Template.label(from) != null) {
            setText(0L, 8, Template.label(from));
        }
    }

    private static final class Type extends StructType<SecretShared> {
        private Type() {
            super("demo.Secret", LAYOUT_HASH, BYTES);
        }

        @Override
        protected SecretShared view(Block block, long offset) {
            return new SecretShared(block, offset);
        }

        @Override
        protected SecretShared view(SharedStruct outer, long offset) {
            return new SecretShared(outer, offset);
        }
    }

    private static final class Globals extends SharedGlobals {
        static final SecretShared VIEW = new SecretShared(new Globals(), 0L);

        private Globals() {
            super("demo.Secret", 0x5A0BE98B8791C255L, 16L);
        }

        @Override
        protected void firstValues(SharedGlobals scratch) {
            SecretShared view = new SecretShared(scratch, 0L);
            view.setChar(12L, Template.letter());
            if (Template.three() != null) {
                view.intArray(0L, 3L).copyFrom(Template.three());
            }
        }
    }

    /**
     * Reads what is private in {@link Secret}.
     */
    private static final class Template {
        private static final VarHandle HITS = Fields.handle(MethodHandles.lookup(), Secret.class, "hits", short.class);

        private static final VarHandle LABEL = Fields.handle(MethodHandles.lookup(), Secret.class, "label", String.class);

        private static final VarHandle LETTER = Fields.handle(MethodHandles.lookup(), Secret.class, "letter", char.class);

        private static final VarHandle THREE = Fields.handle(MethodHandles.lookup(), Secret.class, "three", int[].class);

        static short hits(Secret from) {
            return (short) HITS.get(from);
        }

        static String label(Secret from) {
            return (String) LABEL.get(from);
        }

        static char letter() {
            return (char) LETTER.get();
        }

        static int[] three() {
            return (int[]) THREE.get();
        }
    }
}
