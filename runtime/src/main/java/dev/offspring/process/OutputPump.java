package dev.offspring.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream of a child, hands it on in whole lines so that those of several children do not mix, and remembers its end
 * for reports. It waits for nobody but the child; and with what a process says before it is a child, until it is one.
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

    /** Whom what is said does not reach. */
    static final Taker NOBODY = new Taker() {
        @Override
        public void take(byte[] lines) {}

        @Override
        public void end() {}
    };

    private final InputStream in;
    private final Charset charset;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ArrayDeque<String> tail = new ArrayDeque<>();
    private int tailBytes;
    private @Nullable Taker taker;
    private boolean ended;

    OutputPump(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /** Who takes what has been and will be read; once. */
    synchronized void passTo(Taker taker) {
        if (this.taker == null) {
            this.taker = taker;
            notifyAll();
        }
    }

    private synchronized Taker taker() {
        while (taker == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread.
            }
        }
        return taker;
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
                end(); // who waits for the end of the output must not wait for ever
            }
        }
    }

    private void end() {
        taker().end();
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    /** Waits until all has been read, so long at the most. */
    synchronized void awaitEnd(long millis) throws InterruptedException {
        long since = System.nanoTime();
        long left = millis;
        while (!ended && left > 0) {
            wait(left);
            left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
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
        taker().take(passed);
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
