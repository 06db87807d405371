package dev.offspring.process;

import dev.offspring.memory.Session;
import dev.offspring.memory.SessionAddress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a parent tells a child through its standard input, once: who it is, and where its link and its session are.
 *
 * <p>Sent rather than put on the command line so that the JVM boots while its parent still prepares the rest.
 *
 * @param link what to open for the arguments
 * @param session where the session is, or will be told
 * @param self who the child is
 * @param parent who its parent is
 * @param lineage its living ancestors, as {@link Lineage} writes them
 * @param keep whether the child goes on when its parent is gone
 */
record Boot(String link, String session, ProcessInfo self, ProcessInfo parent, String lineage, boolean keep) {
    private static final int LONGEST = 1 << 16;

    /** What {@code self} tells {@code child}. */
    static Boot of(ParentLink link, ProcessInfo self, ProcessInfo child, ChildOptions options) {
        boolean keep = options.orphan() == Orphan.KEEP;
        return new Boot(
                link.path(),
                session(options.isolated(), keep),
                child,
                self,
                Self.lineage().text(),
                keep);
    }

    /** One that goes on without its parent must find the session when that is gone. */
    private static String session(boolean isolated, boolean keep) {
        if (isolated) {
            return SessionAddress.NONE.text();
        }
        Session session = Session.current();
        return keep ? session.address().text() : session.whereabouts();
    }

    void send(OutputStream out) throws IOException {
        sendWord(out, text());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append(link).append('\n').append(session).append('\n');
        append(text, self);
        append(text, parent);
        return text.append(lineage).append('\n').append(keep).append('\n').toString();
    }

    /** Tells a child one thing. */
    static void sendWord(OutputStream out, String word) throws IOException {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        frame.putInt(bytes.length).put(bytes);
        out.write(frame.array());
        out.flush();
    }

    private static void append(StringBuilder text, ProcessInfo process) {
        text.append(process.pid()).append('\n').append(process.name()).append('\n');
        text.append(process.isDaemon()).append('\n').append(process.depth()).append('\n');
    }

    /**
     * Reads what {@link #send} wrote.
     *
     * @throws EOFException if the parent was gone before it could say anything
     */
    static Boot receive(InputStream in) throws IOException {
        return of(receiveWord(in));
    }

    /** What {@link #send} has sent as one word. */
    static Boot of(String word) {
        Lines lines = new Lines(word);
        return new Boot(
                lines.next(),
                lines.next(),
                process(lines),
                process(lines),
                lines.next(),
                Boolean.parseBoolean(lines.next()));
    }

    /**
     * Reads what {@link #sendWord} wrote.
     *
     * @throws EOFException if the parent was gone before it could say anything
     */
    static String receiveWord(InputStream in) throws IOException {
        int bytes = ByteBuffer.wrap(read(in, Integer.BYTES)).getInt();
        if (bytes < 0 || bytes > LONGEST) {
            throw new IOException(
                    "this is a launcher main of offspring: start it through a Task, or without -Doffspring.child");
        }
        return new String(read(in, bytes), StandardCharsets.UTF_8);
    }

    /** No byte more: what follows is for another reader. */
    private static byte[] read(InputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        if (in.readNBytes(bytes, 0, count) < count) {
            throw new EOFException("the parent is gone");
        }
        return bytes;
    }

    private static ProcessInfo process(Lines lines) {
        long pid = Long.parseLong(lines.next());
        String name = lines.next();
        boolean daemon = Boolean.parseBoolean(lines.next());
        int depth = Integer.parseInt(lines.next());
        return new ProcessInfo(pid, name, depth == 0, daemon, depth);
    }

    /** Takes a text apart at its line ends; no regular expression, which a booting JVM would have to load. */
    private static final class Lines {
        private final String text;
        private int position;

        Lines(String text) {
            this.text = text;
        }

        String next() {
            int end = text.indexOf('\n', position);
            String line = text.substring(position, end);
            position = end + 1;
            return line;
        }
    }
}
