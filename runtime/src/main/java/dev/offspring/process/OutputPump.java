package dev.offspring.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries one stream of a child to where it should go, whole lines at a time so that those of several children do not
 * mix, and remembers its end for reports.
 *
 * <p>It reads on whatever happens to its sink: a child must never wait for a reader.
 */
final class OutputPump implements Runnable {
    /** What is kept for reports. */
    private static final int TAIL_BYTES = 8 * 1024;

    /** A longer line is passed on in pieces. */
    private static final int LONGEST_LINE = 64 * 1024;

    /** Takes whole lines, with their line ends. */
    interface Sink {
        void lines(byte[] bytes, int length) throws IOException;
    }

    static final byte[] NO_PREFIX = {};

    private final InputStream in;
    private final byte[] prefix;
    private @Nullable Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ArrayDeque<String> tail = new ArrayDeque<>();
    private int tailBytes;

    OutputPump(InputStream in, Sink sink) {
        this(in, sink, NO_PREFIX);
    }

    /** {@code prefix} goes before each line, but not into what is remembered. */
    OutputPump(InputStream in, Sink sink, byte[] prefix) {
        this.in = in;
        this.sink = sink;
        this.prefix = prefix;
    }

    static Sink to(OutputStream out) {
        return (bytes, length) -> {
            // A captured System.out may be any stream: one write, one flush, under its own lock.
            synchronized (out) {
                out.write(bytes, 0, length);
                out.flush();
            }
        };
    }

    /** Each write opens the file anew, as a log that may be moved away needs it. */
    static Sink appendingTo(Path file) {
        return (bytes, length) -> {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(bytes, 0, length);
            }
        };
    }

    static Sink to(Consumer<String> consumer) {
        return (bytes, length) ->
                new String(bytes, 0, length, Charset.defaultCharset()).lines().forEach(consumer);
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8 * 1024];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int lineEnd = lastLineEnd(buffer, read);
                line.write(buffer, 0, lineEnd);
                if (lineEnd > 0 || line.size() + read > LONGEST_LINE) {
                    pass();
                }
                line.write(buffer, lineEnd, read - lineEnd);
            }
        } catch (IOException e) {
            // The pipe breaks when the child is gone and a reader was late; what had come is passed on.
        } finally {
            pass();
        }
    }

    private static int lastLineEnd(byte[] buffer, int length) {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void pass() {
        if (line.size() == 0) {
            return;
        }
        byte[] bytes = line.toByteArray();
        line.reset();
        remember(bytes);
        Sink current = sink;
        if (current == null) {
            return;
        }
        try {
            byte[] passed = prefix.length == 0 ? bytes : withPrefix(bytes);
            current.lines(passed, passed.length);
        } catch (IOException e) {
            sink = null; // the parent's output is gone, as under `| head`; the child goes on
        } catch (RuntimeException e) {
            sink = null;
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private byte[] withPrefix(byte[] lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length + 8 * prefix.length);
        boolean begins = true;
        for (byte each : lines) {
            if (begins) {
                out.writeBytes(prefix);
            }
            out.write(each);
            begins = each == '\n';
        }
        return out.toByteArray();
    }

    private synchronized void remember(byte[] bytes) {
        new String(bytes, Charset.defaultCharset()).lines().forEach(text -> {
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
