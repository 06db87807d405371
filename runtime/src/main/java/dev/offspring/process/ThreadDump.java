package dev.offspring.process;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the threads of this process do: the user's, the target's first. Virtual threads are not among them. */
final class ThreadDump {
    /** Longer it is never; a parent that reads more reads something else. */
    static final int MOST_BYTES = 16 * 1024;

    private static final int MOST_THREADS = 12;
    private static final int MOST_FRAMES = 24;
    private static final String OWN = "offspring-";

    private ThreadDump() {}

    static byte[] ofThisProcess(Thread target) {
        StringBuilder text = new StringBuilder();
        append(text, target, target.getStackTrace());
        int left = MOST_THREADS;
        for (Map.Entry<Thread, StackTraceElement[]> other :
                Thread.getAllStackTraces().entrySet()) {
            if (other.getKey() != target && isUsers(other.getKey()) && --left > 0) {
                append(text, other.getKey(), other.getValue());
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MOST_BYTES ? bytes : java.util.Arrays.copyOf(bytes, MOST_BYTES);
    }

    private static boolean isUsers(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getParent() != null && !thread.getName().startsWith(OWN);
    }

    private static void append(StringBuilder text, Thread thread, StackTraceElement... frames) {
        text.append('"')
                .append(thread.getName())
                .append("\" ")
                .append(thread.getState())
                .append('\n');
        for (int i = 0; i < frames.length && i < MOST_FRAMES; i++) {
            text.append("    at ").append(frames[i]).append('\n');
        }
    }
}
