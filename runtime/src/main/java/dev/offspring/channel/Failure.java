package dev.offspring.channel;

import dev.offspring.memory.Block;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Why a queue was ended by others than its users: one of the processes that put into it died. */
record Failure(long pid, String why) {
    /** Before the state that says that there is one. */
    void write(Block queue) {
        byte[] text = QueueLayout.cut(why);
        MemorySegment bytes = queue.segment();
        Words.setRelease(bytes, QueueLayout.PID, pid);
        Words.setInt(bytes, QueueLayout.WHY_LENGTH, text.length);
        Words.copyIn(text, 0, bytes, QueueLayout.WHY, text.length);
    }

    static Failure in(Block queue) {
        MemorySegment bytes = queue.segment();
        int length = Math.clamp(Words.getInt(bytes, QueueLayout.WHY_LENGTH), 0, QueueLayout.MOST_WHY);
        byte[] text = new byte[length];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, QueueLayout.WHY, text, 0, length);
        return new Failure(Words.getVolatile(bytes, QueueLayout.PID), new String(text, StandardCharsets.UTF_8));
    }
}
