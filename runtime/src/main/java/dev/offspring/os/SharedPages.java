package dev.offspring.os;

import java.lang.foreign.MemorySegment;

/** Pages of a mapped nameless file. */
public final class SharedPages {
    private static final long PAGE = 4096;

    private SharedPages() {}

    /** Gives the pages back to the kernel, and leaves the range zero; false, and nothing done, where that is impossible. */
    public static boolean giveBack(MemorySegment range) {
        if (!NativeCalls.onLinux()) {
            return false;
        }
        long first = (PAGE - range.address() % PAGE) % PAGE;
        long whole = (range.byteSize() - first) / PAGE * PAGE;
        if (whole <= 0) {
            return false;
        }
        try {
            NativeCalls.remove(range.asSlice(first, whole));
        } catch (NativeFailure | LinkageError refused) {
            return false;
        }
        range.asSlice(0, first).fill((byte) 0);
        range.asSlice(first + whole).fill((byte) 0);
        return true;
    }
}
