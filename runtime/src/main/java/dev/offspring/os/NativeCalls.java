package dev.offspring.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C functions of Linux that Java has no other way to. Linking costs a cold JVM some 30 ms, so each function is linked
 * when it is first called, and a child that needs none of them never loads this class.
 */
final class NativeCalls {
    private static final int MFD_CLOEXEC = 1, MFD_ALLOW_SEALING = 2;
    private static final int F_ADD_SEALS = 1033, F_SEAL_SEAL = 1, F_SEAL_SHRINK = 2;
    private static final int MADV_REMOVE = 9;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();

    private NativeCalls() {}

    static boolean onLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** A nameless file of {@code size} bytes that cannot shrink: nobody can make another process's mapping fault. */
    static int memfd(String label, long size) throws NativeFailure {
        int descriptor;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(label);
            descriptor = (int) call(arena, "memfd_create", Memfd.CREATE, name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
            try {
                call(arena, "ftruncate", Memfd.TRUNCATE, descriptor, size);
                // It may grow: a child appends a long result to its link.
                call(arena, "fcntl(F_ADD_SEALS)", Memfd.FCNTL, descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_SEAL);
                return descriptor;
            } catch (NativeFailure refused) {
                close(descriptor);
                throw refused;
            }
        }
    }

    static void close(int descriptor) throws NativeFailure {
        try (Arena arena = Arena.ofConfined()) {
            call(arena, "close", Close.CLOSE, descriptor);
        }
    }

    /** Takes the pages of a shared mapping out of the file beneath it: they are zeros for everybody afterwards. */
    static void remove(MemorySegment pages) throws NativeFailure {
        try (Arena arena = Arena.ofConfined()) {
            call(arena, "madvise(MADV_REMOVE)", Advice.MADVISE, pages, pages.byteSize(), MADV_REMOVE);
        }
    }

    /** A C call that answers -1 and sets errno when it fails; a long holds what either width answers. */
    private static long call(Arena arena, String name, MethodHandle function, Object... arguments) throws NativeFailure {
        MemorySegment state = arena.allocate(CAPTURED);
        Object[] all = new Object[arguments.length + 1];
        all[0] = state;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        long answer;
        try {
            answer = ((Number) function.invokeWithArguments(all)).longValue();
        } catch (Throwable impossible) {
            throw new AssertionError(name, impossible);
        }
        if (answer == -1) {
            throw new NativeFailure(name, state.get(JAVA_INT, 0));
        }
        return answer;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        all[0] = ERRNO;
        System.arraycopy(options, 0, all, 1, options.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, all);
    }

    private static final class Memfd {
        static final MethodHandle CREATE = link("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        static final MethodHandle TRUNCATE = link("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
        static final MethodHandle FCNTL = link(
                "fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    }

    private static final class Close {
        static final MethodHandle CLOSE = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    private static final class Advice {
        static final MethodHandle MADVISE =
                link("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }
}
