package dev.offspring.os;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the kernel writes when this process crashes. */
public final class CoreDump {
    /** Anonymous private memory and its huge pages: bits 0 and 5. */
    private static final String PRIVATE_MEMORY_ONLY = "0x21";

    private CoreDump() {}

    /**
     * Leaves shared mappings out of this process's core dump: a dump reads every page of a mapping, so that a sparse one of
     * 64 GiB would be filled while the process dies. To be called before such a mapping is made; children inherit it.
     */
    public static void leaveOutSharedMemory() {
        if (!NativeCalls.onLinux()) {
            return;
        }
        try (FileOutputStream filter = new FileOutputStream("/proc/self/coredump_filter")) {
            filter.write(PRIVATE_MEMORY_ONLY.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException readOnlyProc) {
            // Only the dump of a crash would be too large: no reason not to work.
        }
    }
}
