package dev.offspring.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What must be true of a cache for it to be used. It lies beside the cache, and is written last.
 *
 * <pre>
 *  bytes        0: no JVM can use a cache with this key
 *  checksum
 *  number of further files
 *  the mark of each, as it was when the cache was made: jars that other jars name in their manifests
 *  the key's text
 * </pre>
 */
record Seal(long bytes, long checksum, List<String> further, String key) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** What makes the cache in this file the one for a key. */
    static Seal of(Path cache, List<String> further, String key) throws IOException {
        return new Seal(Files.size(cache), checksum(cache), further, key);
    }

    /** Says that there is no cache for a key. */
    static Seal unusable(String key) {
        return new Seal(0, 0, List.of(), key);
    }

    boolean isUnusable() {
        return bytes == 0;
    }

    void write(Path to) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(bytes)
                .append('\n')
                .append(checksum)
                .append('\n')
                .append(further.size())
                .append('\n');
        further.forEach(mark -> text.append(mark).append('\n'));
        Files.writeString(to, text.append(key));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws StreamCorruptedException if it is something else
     */
    static Seal read(Path from) throws IOException {
        String text = new String(Files.readAllBytes(from), StandardCharsets.UTF_8);
        List<String> lines = List.of(text.split("\n", -1));
        try {
            int further = Integer.parseInt(lines.get(2));
            int key = 3 + further;
            return new Seal(
                    Long.parseLong(lines.get(0)),
                    Long.parseLong(lines.get(1)),
                    List.copyOf(lines.subList(3, key)),
                    String.join("\n", lines.subList(key, lines.size())));
        } catch (RuntimeException e) {
            StreamCorruptedException other = new StreamCorruptedException(from + " is no seal of a cache");
            other.initCause(e);
            throw other;
        }
    }

    /** Whether the further files are still the ones that they were. */
    boolean isCurrent() {
        return FileMarks.areCurrent(further);
    }

    /** Whether the file has every byte that it had: a JVM would map whatever is there. */
    boolean fits(Path cache) throws IOException {
        return Files.size(cache) == bytes && checksum(cache) == checksum;
    }

    private static long checksum(Path cache) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(cache)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.update(buffer, 0, count);
            }
        }
        return sum.getValue();
    }
}
