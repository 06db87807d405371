package dev.offspring.memory;

import dev.offspring.error.SessionException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a session is: what a child needs to join it.
 *
 * @param path of the session file, for another process
 * @param nonce what the file's header must hold
 */
public record SessionAddress(String path, long nonce) {
    private static final char SEPARATOR = ':';
    private static final int HEXADECIMAL = 16;

    /** One line without spaces. */
    public String text() {
        return Long.toHexString(nonce).concat(":").concat(URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    /** The reverse of {@link #text()}. */
    public static SessionAddress parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        try {
            return new SessionAddress(
                    URLDecoder.decode(text.substring(separator + 1), StandardCharsets.UTF_8),
                    Long.parseUnsignedLong(text.substring(0, separator), HEXADECIMAL));
        } catch (RuntimeException malformed) {
            throw new SessionException("not the address of a session: '".concat(text).concat("'"), malformed);
        }
    }
}
