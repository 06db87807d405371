package dev.offspring.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Output of a child that waits for a slow reader and has no place in memory: a queue of pieces in a file that loses its name
 * as soon as it is open, so that nothing is left of it.
 *
 * <pre>
 *  +--------+--------+--------+--------+--------+- - -
 *  | stream | length | bytes  | stream | length |
 *  +--------+--------+--------+--------+--------+- - -
 * </pre>
 */
final class Spill {
    private final RandomAccessFile file;
    private long readAt;
    private long writeAt;

    /** Of the output itself, that have been written and not read. */
    private long bytes;

    /** In a file that is empty. */
    Spill(RandomAccessFile file) {
        this.file = file;
    }

    /** Null if the temporary folder takes no file. */
    static @Nullable Spill open() {
        try {
            Path path = Files.createTempFile("offspring", ".lines"); // 0600
            try {
                return new Spill(new RandomAccessFile(path.toFile(), "rw"));
            } finally {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            return null;
        }
    }

    boolean isEmpty() {
        return readAt == writeAt;
    }

    /** False if there is no space. */
    boolean write(Relay.Piece piece) {
        try {
            file.seek(writeAt);
            file.writeInt(piece.stream());
            file.writeInt(piece.bytes().length);
            file.write(piece.bytes());
            writeAt = file.getFilePointer();
            bytes += piece.bytes().length;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The piece that has waited longest; null if there is none, or it cannot be read again. */
    Relay.@Nullable Piece read() {
        try {
            if (isEmpty()) {
                return null;
            }
            file.seek(readAt);
            int stream = file.readInt();
            byte[] piece = new byte[file.readInt()];
            file.readFully(piece);
            readAt = file.getFilePointer();
            bytes -= piece.length;
            return new Relay.Piece(stream, piece);
        } catch (IOException e) {
            readAt = writeAt;
            return null;
        }
    }

    /** How much of the output was written, and could not be read again. */
    long lostBytes() {
        return isEmpty() ? bytes : 0;
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It has been read to its end.
        }
    }
}
