package dev.offspring.process;

import dev.offspring.error.StartException;
import dev.offspring.os.SharedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Words of a command that are too long for the system, as a file that {@code java @file} reads: one argument may have 128 KiB on
 * Linux, and all together a quarter of what a stack may have.
 */
final class ArgumentFile {
    private static final int LONGEST_WORD = 100_000;
    private static final int LONGEST_COMMAND = 256_000;

    private static final Charset CHARSET = Charset.forName(System.getProperty("native.encoding"));

    private ArgumentFile() {}

    static boolean isNeeded(List<String> words) {
        int total = 0;
        for (String word : words) {
            int bytes = bytes(word);
            if (bytes > LONGEST_WORD) {
                return true;
            }
            total += bytes + 1;
        }
        return total > LONGEST_COMMAND;
    }

    /** As the system counts: most of a class path in another script are several for each character. */
    private static int bytes(String word) {
        return word.getBytes(CHARSET).length;
    }

    /** What a JVM reads, of its command line as of such a file. */
    static byte[] encoded(List<String> words) {
        return text(words).getBytes(CHARSET);
    }

    /** Each word on a line, in quotes. */
    static String text(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            String escaped = word.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r");
            text.append('"').append(escaped).append("\"\n");
        }
        return text.toString();
    }

    static SharedFile create(String name, byte[] text) {
        SharedFile file = SharedFile.createUnmapped(name + "-arguments", text.length);
        try (RandomAccessFile bytes = new RandomAccessFile(file.path(), "rw")) {
            bytes.write(text);
            return file;
        } catch (IOException e) {
            file.close();
            throw new StartException(
                    "the arguments of process " + name + " could not be written: " + e.getMessage(), e);
        }
    }
}
