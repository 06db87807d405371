package dev.offspring.os;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waits until one of several processes has ended, whoever's children they are, or any process of this user rings: by
 * descriptors of the processes, which Linux has from 5.3 on. It costs nothing while nothing happens. For one thread.
 */
public final class DeathWatch {
    private static final long POLLFD_BYTES = 8;
    private static final long EVENTS = 4, REVENTS = 6;
    private static final short POLLIN = 1;

    private final int reading;
    private final int bell;
    private final Map<Integer, Integer> watched = new LinkedHashMap<>();

    private DeathWatch(int reading, int bell) {
        this.reading = reading;
        this.bell = bell;
    }

    /** One that watches nobody yet; empty where the system has nothing of the kind. */
    public static Optional<DeathWatch> open() {
        if (!NativeCalls.onLinux()) {
            return Optional.empty();
        }
        try {
            NativeCalls.close(NativeCalls.pidfd(ProcessHandle.current().pid()));
            int[] pipe = NativeCalls.pipe();
            return Optional.of(new DeathWatch(pipe[0], pipe[1]));
        } catch (IOException | LinkageError refused) {
            return Optional.empty();
        }
    }

    /** Which descriptor of this process others {@linkplain #ring ring}. */
    public int bell() {
        return bell;
    }

    /** Ends the wait of the process that watches with this bell; false if it cannot be reached. Needs no native call. */
    public static boolean ring(long pid, int bell) {
        Path end = Path.of("/proc", Long.toString(pid), "fd", Integer.toString(bell));
        try {
            if (!Files.readSymbolicLink(end).toString().startsWith("pipe:")) {
                return false;
            }
            // For reading too: else the call would wait for a reader, which may just be dying.
            try (RandomAccessFile pipe = new RandomAccessFile(end.toFile(), "rw")) {
                pipe.write(1);
                return true;
            }
        } catch (IOException gone) {
            return false;
        }
    }

    /** From now on this process is watched, by a number of the caller's; false if it cannot be, for it may have ended. */
    public boolean watch(int number, long pid) {
        forget(number);
        try {
            watched.put(number, NativeCalls.pidfd(pid));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** No longer. */
    public void forget(int number) {
        Integer descriptor = watched.remove(number);
        if (descriptor != null) {
            try {
                NativeCalls.close(descriptor);
            } catch (IOException e) {
                // It is gone all the same.
            }
        }
    }

    /** Sleeps until somebody has ended, or rung: the numbers of those that have ended. */
    public List<Integer> await() throws IOException {
        List<Integer> numbers = new ArrayList<>(watched.keySet());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment polled = arena.allocate((numbers.size() + 1) * POLLFD_BYTES, Long.BYTES);
            set(polled, numbers.size(), reading);
            for (int i = 0; i < numbers.size(); i++) {
                set(polled, i, watched.getOrDefault(numbers.get(i), -1));
            }
            NativeCalls.poll(polled, numbers.size() + 1);
            if (isReady(polled, numbers.size())) {
                NativeCalls.drain(reading);
            }
            List<Integer> ended = new ArrayList<>();
            for (int i = 0; i < numbers.size(); i++) {
                if (isReady(polled, i)) {
                    ended.add(numbers.get(i));
                }
            }
            return ended;
        }
    }

    private static void set(MemorySegment polled, int index, int descriptor) {
        polled.set(JAVA_INT, index * POLLFD_BYTES, descriptor);
        polled.set(JAVA_SHORT, index * POLLFD_BYTES + EVENTS, POLLIN);
    }

    private static boolean isReady(MemorySegment polled, int index) {
        return polled.get(JAVA_SHORT, index * POLLFD_BYTES + REVENTS) != 0;
    }
}
