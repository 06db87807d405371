package dev.offspring.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Sleeping on a word of shared memory until another process wakes its sleepers. Linux on x86-64 and aarch64. */
public final class Futex {
    // Without the private flag: the kernel then knows the word by its file and offset, not by one process's address.
    private static final int WAIT = 0, WAKE = 1;

    private static final long NUMBER = System.getProperty("os.arch").equals("aarch64") ? 98L : 202L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Futex() {}

    /** Whether this system has it and this JVM may call it. Links nothing where the answer is known to be no. */
    public static boolean isAvailable() {
        String architecture = System.getProperty("os.arch");
        return NativeAccess.isGranted()
                && NativeCalls.onLinux()
                && (architecture.equals("amd64") || architecture.equals("aarch64"))
                && links();
    }

    private static boolean links() {
        try {
            return Linked.SYSCALL != null;
        } catch (LinkageError denied) {
            return false;
        }
    }

    /** Sleeps while {@code word} still holds {@code expected}; may return early. Uninterruptible, so give it short times. */
    public static void await(MemorySegment word, int expected, long nanos) {
        MemorySegment timeout = TIMESPEC.get();
        timeout.set(JAVA_LONG, 0, nanos / NANOS_PER_SECOND);
        timeout.set(JAVA_LONG, Long.BYTES, nanos % NANOS_PER_SECOND);
        call(word, WAIT, expected, timeout);
    }

    /** Wakes at most {@code count} sleepers. */
    public static void wake(MemorySegment word, int count) {
        call(word, WAKE, count, MemorySegment.NULL);
    }

    private static void call(MemorySegment word, int operation, int value, MemorySegment timeout) {
        try {
            long ignored = (long) Linked.SYSCALL.invokeExact(NUMBER, word, operation, value, timeout);
        } catch (Throwable impossible) {
            throw new AssertionError("futex", impossible);
        }
    }

    /** One for each thread: no allocation per wait. */
    private static final ThreadLocal<MemorySegment> TIMESPEC = ThreadLocal.withInitial(
            () -> Arena.ofAuto().allocate(MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_LONG)));

    private static final class Linked {
        static final MethodHandle SYSCALL = link();

        @SuppressWarnings("restricted")
        private static MethodHandle link() {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
                    Linker.Option.firstVariadicArg(1));
        }
    }
}
