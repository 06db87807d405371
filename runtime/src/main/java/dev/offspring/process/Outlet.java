package dev.offspring.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the lines of one stream of a child go. The first failure shuts it: what comes afterwards is dropped. */
final class Outlet {
    static final byte[] NO_PREFIX = {};

    private final byte[] prefix;
    private @Nullable Sink sink;
    private boolean lineHasBegun;
    private final AtomicLong passed = new AtomicLong();

    /** {@code prefix} goes before each line. */
    Outlet(Sink sink, byte[] prefix) {
        this.sink = sink;
        this.prefix = prefix;
    }

    /** Takes whole lines with their line ends, or a piece of a line that is very long. */
    interface Sink {
        /** {@code onLine} may be run after each line: so that who waits sees that it goes on. */
        void pass(byte[] lines, Runnable onLine) throws IOException;
    }

    static Sink to(OutputStream out) {
        return (lines, onLine) -> {
            // A captured System.out may be any stream: one write, one flush, under its own lock.
            synchronized (out) {
                out.write(lines, 0, lines.length);
                out.flush();
            }
        };
    }

    /** Each write opens the file anew, as a log that may be moved away needs it. */
    static Sink appendingTo(Path file) {
        return (lines, onLine) -> {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(lines, 0, lines.length);
            }
        };
    }

    /** A consumer that has thrown is not asked again, also where several outlets go there. */
    static Sink to(Consumer<String> consumer, Charset charset) {
        return new Lines(consumer, charset);
    }

    private static final class Lines implements Sink {
        private final Consumer<String> consumer;
        private final Charset charset;
        private boolean failed;

        Lines(Consumer<String> consumer, Charset charset) {
            this.consumer = consumer;
            this.charset = charset;
        }

        @Override
        public void pass(byte[] lines, Runnable onLine) {
            Iterator<String> each = new String(lines, charset).lines().iterator();
            while (!failed && each.hasNext()) {
                failed = true;
                consumer.accept(each.next());
                failed = false;
                onLine.run();
            }
        }
    }

    /** Grows with each line that has been passed, or with each piece. */
    long passed() {
        return passed.get();
    }

    /** Whether the last that was passed was the beginning of a line, of which the rest comes. */
    boolean isInLine() {
        return lineHasBegun;
    }

    /** For one thread at a time. */
    void pass(byte[] lines) {
        Sink current = sink;
        if (current == null) {
            return;
        }
        try {
            byte[] prefixed = prefix.length == 0 ? lines : withPrefix(lines);
            lineHasBegun = lines.length > 0 && lines[lines.length - 1] != '\n';
            current.pass(prefixed, passed::getAndIncrement);
            passed.getAndIncrement();
        } catch (IOException e) {
            sink = null; // the parent's output is gone, as under `| head`; the child goes on
        } catch (Throwable thrown) {
            sink = null;
            report(thrown);
        }
    }

    private static void report(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable ignored) {
            // As the JVM does with what a handler throws.
        }
    }

    private byte[] withPrefix(byte[] lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length + 8 * prefix.length);
        boolean inLine = lineHasBegun;
        for (byte each : lines) {
            if (!inLine) {
                out.writeBytes(prefix);
            }
            out.write(each);
            inLine = each != '\n';
        }
        return out.toByteArray();
    }
}
