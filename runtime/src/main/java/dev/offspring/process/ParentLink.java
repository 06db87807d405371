package dev.offspring.process;

import dev.offspring.error.SessionException;
import dev.offspring.error.TransferException;
import dev.offspring.os.SharedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The parent's side of a link: writes the arguments, reads the report.
 *
 * <p>Whatever the child wrote is checked against the bytes that are there before anything is allocated.
 */
final class ParentLink implements AutoCloseable {
    /** In UTF-8 that is less than the kernel takes as a name of memory; the link holds the first bytes of it. */
    private static final int LONGEST_LABEL = 80;

    private static final int LONGEST_LABEL_BYTES = LinkLayout.ARGUMENTS - LinkLayout.LABEL;

    private final SharedFile file;
    private final RandomAccessFile bytes;
    private long resultOffset;
    private boolean closed;

    private ParentLink(SharedFile file, RandomAccessFile bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static ParentLink create(String label, long fingerprint, byte[] arguments) {
        ParentLink link = open(
                label, SharedFile.createUnmapped(shortened(label), LinkLayout.ARGUMENTS + (long) arguments.length));
        try {
            link.write(label, fingerprint, arguments);
        } catch (SessionException e) {
            link.close();
            throw e;
        }
        return link;
    }

    private static ParentLink open(String label, SharedFile file) {
        try {
            // RandomAccessFile rather than FileChannel: an interrupt of the reader must not close it.
            return new ParentLink(file, new RandomAccessFile(file.path(), "rw"));
        } catch (IOException e) {
            file.close();
            throw unwritten(label, e);
        }
    }

    /** Makes it the link of another child, which has opened it already and has not been told anything of it. */
    synchronized void write(String label, long fingerprint, byte[] arguments) {
        byte[] name = shortened(label).getBytes(StandardCharsets.UTF_8);
        int named = Math.min(name.length, LONGEST_LABEL_BYTES);
        ByteBuffer header = ByteBuffer.allocate(LinkLayout.ARGUMENTS);
        header.putInt(LinkLayout.MAGIC, LinkLayout.MAGIC_VALUE);
        header.putLong(LinkLayout.FINGERPRINT, fingerprint);
        header.putLong(LinkLayout.ARGUMENTS_LENGTH, arguments.length);
        header.putInt(LinkLayout.LABEL_LENGTH, named);
        header.put(LinkLayout.LABEL, name, 0, named);
        resultOffset = LinkLayout.ARGUMENTS + (long) arguments.length;
        try {
            bytes.seek(0);
            bytes.write(header.array());
            bytes.write(arguments);
        } catch (IOException e) {
            throw unwritten(label, e);
        }
    }

    private static String shortened(String label) {
        return label.substring(0, Math.min(label.length(), LONGEST_LABEL));
    }

    private static SessionException unwritten(String label, IOException why) {
        return new SessionException(
                "the link of process " + label + " could not be written: " + why.getMessage()
                        + "; check the space in memory and in the temporary folder",
                why);
    }

    /** What the child opens. */
    String path() {
        return file.path();
    }

    /** The state alone: what a waiting parent looks at now and then. */
    synchronized int state() {
        if (closed) {
            return LinkLayout.NEW;
        }
        try {
            bytes.seek(LinkLayout.STATE);
            return bytes.readInt();
        } catch (IOException e) {
            return LinkLayout.NEW; // the report, read at the end, will say what is wrong
        }
    }

    /**
     * What the child has reported so far.
     *
     * @throws TransferException if the report cannot be true
     */
    synchronized Report read() {
        if (closed) {
            return Report.NONE;
        }
        try {
            byte[] said = new byte[LinkLayout.SAID_BYTES];
            bytes.seek(LinkLayout.STATE);
            bytes.readFully(said);
            ByteBuffer words = ByteBuffer.wrap(said);
            return new Report(
                    words.getInt(0),
                    words.getInt(LinkLayout.DETAIL - LinkLayout.STATE),
                    result(words.getLong(LinkLayout.LENGTH - LinkLayout.STATE)),
                    words.getInt(LinkLayout.SIGNAL - LinkLayout.STATE),
                    dump(words.getLong(LinkLayout.DUMP_LENGTH - LinkLayout.STATE)));
        } catch (IOException e) {
            throw new TransferException("its report could not be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new TransferException("its report does not fit into this process's heap: give it more with -Xmx", e);
        }
    }

    private byte[] result(long length) throws IOException {
        if (length == 0) {
            return Report.NONE.bytes();
        }
        long present = Math.max(0, bytes.length() - resultOffset);
        if (length < 0 || length > present || length > Integer.MAX_VALUE - 8) {
            throw new TransferException("its report claims " + length + " bytes, of which " + present
                    + " are there: the child's memory was overwritten, or it is not a child of this version");
        }
        return afterArguments((int) length);
    }

    /** What the child's threads did when it was asked for that; empty if it was not, or has not answered. */
    synchronized String dump() {
        if (closed) {
            return "";
        }
        try {
            bytes.seek(LinkLayout.DUMP_LENGTH);
            return dump(bytes.readLong());
        } catch (IOException e) {
            return "";
        }
    }

    private String dump(long length) throws IOException {
        if (length <= 0 || length > Math.min(bytes.length() - resultOffset, ThreadDump.MOST_BYTES)) {
            return "";
        }
        return new String(afterArguments((int) length), StandardCharsets.UTF_8);
    }

    private byte[] afterArguments(int length) throws IOException {
        byte[] read = new byte[length];
        bytes.seek(resultOffset);
        bytes.readFully(read);
        return read;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            bytes.close();
        } catch (IOException ignored) {
            // Nothing was buffered, so nothing is lost.
        }
        file.close();
    }
}
