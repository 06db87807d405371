package dev.offspring.process;

import java.util.regex.Pattern;

/** A line that a shell takes apart again into the words that it was made of. */
final class ShellLine {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final StringBuilder line = new StringBuilder();

    /** As it is. */
    ShellLine raw(String text) {
        line.append(line.isEmpty() ? "" : " ").append(text);
        return this;
    }

    /** In quotes where a shell would see more than a word. */
    ShellLine word(String word) {
        return raw(quoted(word));
    }

    /** A variable for the command that follows. */
    ShellLine assignment(String variable, String value) {
        return raw(variable + "=" + quoted(value));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
