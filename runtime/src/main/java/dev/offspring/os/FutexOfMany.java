package dev.offspring.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** Sleeping on several words at once: {@code futex_waitv}, which Linux has from 5.16 on. */
public final class FutexOfMany {
    /** No more words than this. */
    public static final int MOST = 128;

    private static final long NUMBER = 449;
    private static final int OF_INTS = 2;
    private static final int MONOTONIC = 1;
    private static final int ENOSYS = 38, EPERM = 1, EINVAL = 22;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long WAITER_BYTES = 24;

    private static volatile boolean refused;

    private FutexOfMany() {}

    /** Whether it has not been refused yet. */
    public static boolean isAvailable() {
        return !refused && Futex.isAvailable();
    }

    /** Sleeps while each word holds what is expected of it, for {@code nanos} at most; may return early. */
    public static void await(List<MemorySegment> words, int[] expected, long nanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment waiters = arena.allocate(words.size() * WAITER_BYTES, Long.BYTES);
            for (int i = 0; i < expected.length; i++) {
                long at = i * WAITER_BYTES;
                waiters.set(JAVA_LONG, at, expected[i] & 0xFFFF_FFFFL);
                waiters.set(JAVA_LONG, at + Long.BYTES, words.get(i).address());
                waiters.set(JAVA_INT, at + 2 * Long.BYTES, OF_INTS);
            }
            // The time of day that System.nanoTime() tells is this clock's on Linux.
            long until = System.nanoTime() + nanos;
            MemorySegment timeout = arena.allocate(2L * Long.BYTES, Long.BYTES);
            timeout.set(JAVA_LONG, 0, until / NANOS_PER_SECOND);
            timeout.set(JAVA_LONG, Long.BYTES, until % NANOS_PER_SECOND);
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long answer = (long) Linked.SYSCALL.invokeExact(
                    state, NUMBER, waiters.address(), (long) expected.length, 0L, timeout.address(), (long) MONOTONIC);
            int problem = answer < 0 ? state.get(JAVA_INT, 0) : 0;
            refused |= problem == ENOSYS || problem == EPERM || problem == EINVAL;
        } catch (Throwable impossible) {
            throw new AssertionError("futex_waitv", impossible);
        }
    }

    private static final class Linked {
        static final MethodHandle SYSCALL = link();

        @SuppressWarnings("restricted")
        private static MethodHandle link() {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"),
                    Linker.Option.firstVariadicArg(1));
        }
    }
}
