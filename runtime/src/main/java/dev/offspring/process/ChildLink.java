package dev.offspring.process;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/**
 * The child's side of a link: reads the arguments, writes the report.
 *
 * <p>By plain file calls: mapping costs a cold JVM more than the few hundred bytes of most calls are worth.
 */
final class ChildLink {
    private static final byte[] NO_BYTES = {};

    private final RandomAccessFile bytes;
    private long fingerprint;
    private byte[] arguments = NO_BYTES;
    private int state;

    ChildLink(String path) throws IOException {
        if (!new File(path).exists()) {
            throw new EOFException("the parent is gone"); // and opening would make a new file
        }
        bytes = new RandomAccessFile(path, "rw");
        read();
    }

    /** Reads what the parent has written; again, if it has made this the link of another target. */
    synchronized void read() throws IOException {
        byte[] start = new byte[LinkLayout.HEADER_BYTES];
        bytes.seek(0);
        bytes.readFully(start);
        ByteBuffer header = ByteBuffer.wrap(start);
        if (header.getInt(LinkLayout.MAGIC) != LinkLayout.MAGIC_VALUE) {
            throw new IOException(
                    "the link was made by another version of offspring-runtime: use one version on both sides");
        }
        fingerprint = header.getLong(LinkLayout.FINGERPRINT);
        arguments = new byte[(int) header.getLong(LinkLayout.ARGUMENTS_LENGTH)];
        bytes.seek(LinkLayout.ARGUMENTS);
        bytes.readFully(arguments);
        state = LinkLayout.NEW;
    }

    long fingerprint() {
        return fingerprint;
    }

    byte[] arguments() {
        return arguments;
    }

    /** Says where the child stands, unless it has already come to its end. */
    void report(int newState, int detail) {
        report(newState, detail, NO_BYTES);
    }

    /** Says that a signal makes this process exit, whether or not it has done its work. */
    synchronized void reportSignal(int number) {
        try {
            bytes.seek(LinkLayout.SIGNAL);
            bytes.writeInt(number);
        } catch (IOException e) {
            // Then the status must do.
        }
    }

    /** Says what the threads do, for the parent to read if no result comes. */
    synchronized void reportDump(byte[] text) {
        if (Report.isFinal(state)) {
            return;
        }
        try {
            bytes.seek(LinkLayout.ARGUMENTS + (long) arguments.length);
            bytes.write(text);
            bytes.seek(LinkLayout.DUMP_LENGTH);
            bytes.writeLong(text.length);
        } catch (IOException e) {
            // Then the end has to do without.
        }
    }

    /** Says that the process exits, unless it has said why already. */
    synchronized void reportExit() {
        if (Report.hasNotBegun(state) || state == LinkLayout.RUNNING) {
            report(LinkLayout.EXITING, 0);
        }
    }

    /** Publishes bytes and the state that they belong to; the state is written last, in one piece. */
    synchronized void report(int newState, int detail, byte[] payload) {
        if (Report.isFinal(state)) {
            return;
        }
        state = newState;
        try {
            if (payload.length > 0) {
                bytes.seek(LinkLayout.ARGUMENTS + (long) arguments.length);
                bytes.write(payload);
            }
            ByteBuffer words = ByteBuffer.allocate(LinkLayout.REPORT_BYTES);
            words.putInt(newState).putInt(detail).putLong(payload.length);
            bytes.seek(LinkLayout.STATE);
            bytes.write(words.array());
        } catch (IOException e) {
            System.err.println(
                    "offspring: this process could not report to its parent: ".concat(String.valueOf(e.getMessage())));
        }
    }
}
