package dev.offspring.memory;

import dev.offspring.error.SessionException;

/**
 * Where a session's file is, and a number by which to tell that it is the right one.
 *
 * @param path what a process of the same user opens
 * @param nonce stands in the file's header too
 */
public record SessionAddress(String path, long nonce) {
    /** Of a process with which nothing is shared. */
    public static final SessionAddress NONE = new SessionAddress("", 0);

    /** Not {@code equals}: a record's own takes a booting JVM 18 ms. */
    boolean isNone() {
        return path.isEmpty();
    }

    /** As one line. */
    public String text() {
        return Long.toHexString(nonce) + " " + path;
    }

    /** What {@link #text()} made. */
    public static SessionAddress parse(String text) {
        int space = text.indexOf(' ');
        try {
            return new SessionAddress(text.substring(space + 1), Long.parseUnsignedLong(text.substring(0, space), 16));
        } catch (RuntimeException e) {
            throw new SessionException("'" + text + "' is no address of a session", e);
        }
    }
}
