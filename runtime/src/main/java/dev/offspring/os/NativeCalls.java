package dev.offspring.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C functions of Linux that Java has no other way to. Each function that is linked costs a cold JVM tens of
 * milliseconds, so all go through one, {@code syscall}, by their numbers on x86-64 and aarch64; and a child that needs none
 * of them never links it.
 */
final class NativeCalls {
    private static final int ENOSYS = 38;
    private static final int MFD_CLOEXEC = 1, MFD_ALLOW_SEALING = 2;
    private static final int F_ADD_SEALS = 1033, F_SEAL_SEAL = 1, F_SEAL_SHRINK = 2;
    private static final int MADV_REMOVE = 9;
    private static final int EINTR = 4;
    private static final int O_CLOEXEC_NONBLOCK = 0x8_0800;
    private static final int DRAINED_BYTES = 64;

    /** {@code PIDFD_GET_INFO} for the first 64 bytes of a {@code struct pidfd_info}: a mask first, the exit status last. */
    private static final long PIDFD_GET_INFO = 0xC040_FF0BL;

    private static final long PIDFD_INFO_BYTES = 64, PIDFD_INFO_EXIT = 8, PIDFD_EXIT_CODE = 60;

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final long MEMFD_CREATE = ARM ? 279 : 319, FCNTL = ARM ? 25 : 72;
    private static final long MADVISE = ARM ? 233 : 28, CLOSE = ARM ? 57 : 3;
    private static final long READ = ARM ? 63 : 0, PIPE = ARM ? 59 : 293, POLL = ARM ? 73 : 271, PIDFD_OPEN = 434;
    private static final long IOCTL = ARM ? 29 : 16;

    private NativeCalls() {}

    private static final boolean POSSIBLE =
            onLinux() && (ARM || System.getProperty("os.arch").equals("amd64")) && NativeAccess.isGranted();

    private static volatile boolean linked;

    /** Whether this process may call them, and has not yet: what can do without them now spares a start 60 ms. */
    static boolean areAhead() {
        return POSSIBLE && !linked;
    }

    static boolean onLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** A nameless file of {@code size} bytes that cannot shrink: nobody can make another process's mapping fault. */
    static int memfd(String label, long size) throws IOException {
        check("memfd_create"); // before memory is asked for its name: a program's first memory segment takes 15 ms
        int descriptor;
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(label).address();
            descriptor = (int) call("memfd_create", MEMFD_CREATE, name, MFD_CLOEXEC | MFD_ALLOW_SEALING, 0, 0);
        }
        try {
            try (RandomAccessFile file = new RandomAccessFile("/proc/self/fd/" + descriptor, "rw")) {
                file.setLength(size);
            }
            // It may grow: a child appends a long result to its link.
            call("fcntl(F_ADD_SEALS)", FCNTL, descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_SEAL, 0);
            return descriptor;
        } catch (IOException refused) {
            close(descriptor);
            throw refused;
        }
    }

    static void close(int descriptor) throws NativeFailure {
        call("close", CLOSE, descriptor, 0, 0, 0);
    }

    /** Gives the pages of a mapping of a shared file back to the kernel, for all who map it; they read as zeros afterwards. */
    static void remove(MemorySegment pages) throws NativeFailure {
        call("madvise", MADVISE, pages.address(), pages.byteSize(), MADV_REMOVE, 0);
    }

    /** A descriptor that can be read when the process has ended. */
    static int pidfd(long pid) throws NativeFailure {
        return (int) call("pidfd_open", PIDFD_OPEN, pid, 0, 0, 0);
    }

    /** How the process ended, as {@code wait} reports it, though somebody else has waited for it: Linux 6.15. */
    static int exitStatus(int pidfd) throws NativeFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = arena.allocate(PIDFD_INFO_BYTES, Long.BYTES);
            found.set(JAVA_LONG, 0, PIDFD_INFO_EXIT);
            call("ioctl(PIDFD_GET_INFO)", IOCTL, pidfd, PIDFD_GET_INFO, found.address(), 0);
            if ((found.get(JAVA_LONG, 0) & PIDFD_INFO_EXIT) == 0) {
                throw new NativeFailure("ioctl(PIDFD_INFO_EXIT)", ENOSYS);
            }
            return found.get(JAVA_INT, PIDFD_EXIT_CODE);
        }
    }

    /** The end to read from, and the end to write to; neither waits. */
    static int[] pipe() throws NativeFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            call("pipe2", PIPE, ends.address(), O_CLOEXEC_NONBLOCK, 0, 0);
            return ends.toArray(JAVA_INT);
        }
    }

    /** Waits until one of so many descriptors is ready; a signal may end it earlier. */
    static void poll(MemorySegment polled, int count) throws NativeFailure {
        try {
            call("ppoll", POLL, polled.address(), count, 0, 0);
        } catch (NativeFailure failure) {
            if (failure.errno() != EINTR) {
                throw failure;
            }
        }
    }

    /** Reads what can be read, up to a few bytes. */
    static void drain(int descriptor) throws NativeFailure {
        try (Arena arena = Arena.ofConfined()) {
            call("read", READ, descriptor, arena.allocate(DRAINED_BYTES).address(), DRAINED_BYTES, 0);
        }
    }

    private static void check(String name) throws NativeFailure {
        if (!POSSIBLE) {
            throw new NativeFailure(name, ENOSYS);
        }
    }

    private static long call(String name, long number, long first, long second, long third, long fourth)
            throws NativeFailure {
        check(name);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linked.CAPTURED);
            long answer;
            try {
                answer = (long) Linked.SYSCALL.invokeExact(state, number, first, second, third, fourth);
            } catch (Throwable impossible) {
                throw new AssertionError(name, impossible);
            }
            if (answer == -1) {
                throw new NativeFailure(name, state.get(JAVA_INT, 0));
            }
            return answer;
        }
    }

    /** Apart, so that whoever only asks for the system's name links nothing. */
    private static final class Linked {
        static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
        static final MethodHandle SYSCALL = link();

        @SuppressWarnings("restricted")
        private static MethodHandle link() {
            Linker linker = Linker.nativeLinker();
            MethodHandle syscall = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"),
                    Linker.Option.firstVariadicArg(1));
            linked = true;
            return syscall;
        }
    }
}
