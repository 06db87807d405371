package dev.offspring.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one stream of a child, hands it on in whole lines so that those of several children do not mix, and remembers its end
 * for reports. It waits for nobody but the child.
 */
final class OutputPump implements Runnable {
    /** What is kept for reports. */
    private static final int TAIL_BYTES = 8 * 1024;

    /** A longer line is passed on in pieces. */
    private static final int LONGEST_LINE = 64 * 1024;

    /** Takes what is read; must not wait. */
    interface Taker {
        /** Whole lines with their line ends, or a piece of a line that is very long. */
        void take(byte[] lines);

        /** There will be no more. */
        void end();
    }

    private final InputStream in;
    private final Taker taker;
    private final Charset charset;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ArrayDeque<String> tail = new ArrayDeque<>();
    private int tailBytes;

    OutputPump(InputStream in, Taker taker, Charset charset) {
        this.in = in;
        this.taker = taker;
        this.charset = charset;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8 * 1024];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int lineEnd = lastLineEnd(buffer, read);
                line.write(buffer, 0, lineEnd);
                if (lineEnd > 0) {
                    pass(line.size());
                }
                line.write(buffer, lineEnd, read - lineEnd);
                if (line.size() > LONGEST_LINE) {
                    pass(wholeCharacters(line.toByteArray()));
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the child is gone and a reader was late; what had come is passed on.
        } finally {
            try {
                pass(line.size());
            } finally {
                taker.end(); // who waits for the end of the output must not wait for ever
            }
        }
    }

    private static int lastLineEnd(byte[] buffer, int length) {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Where to cut so that no character of UTF-8 is cut; anything does for others. */
    private static int wholeCharacters(byte[] bytes) {
        int first = bytes.length - 1;
        while (first > bytes.length - 4 && (bytes[first] & 0xC0) == 0x80) {
            first--;
        }
        return (bytes[first] & 0xC0) == 0xC0 ? first : bytes.length;
    }

    private void pass(int length) {
        if (length == 0) {
            return;
        }
        byte[] bytes = line.toByteArray();
        line.reset();
        line.write(bytes, length, bytes.length - length);
        byte[] passed = Arrays.copyOf(bytes, length);
        remember(passed);
        taker.take(passed);
    }

    private synchronized void remember(byte[] bytes) {
        new String(bytes, charset).lines().forEach(text -> {
            String kept = text.length() <= TAIL_BYTES ? text : text.substring(0, TAIL_BYTES);
            tail.addLast(kept);
            tailBytes += kept.length();
        });
        while (tailBytes > TAIL_BYTES) {
            tailBytes -= tail.removeFirst().length();
        }
    }

    /** The last lines that came, oldest first. */
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }
}
