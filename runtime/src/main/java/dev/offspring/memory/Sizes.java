package dev.offspring.memory;

import dev.offspring.error.SessionException;
import java.util.Locale;

/** Sizes as people write them: {@code 4g}, {@code 512m}, {@code 65536}. */
final class Sizes {
    private static final String UNITS = "kmgt";

    private Sizes() {}

    static long parse(String property, String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int unit = lower.isEmpty() ? -1 : UNITS.indexOf(lower.charAt(lower.length() - 1));
        String digits = unit < 0 ? lower : lower.substring(0, lower.length() - 1);
        try {
            return Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (unit + 1)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new SessionException("-D" + property + "=" + text + " is no size: write it as 4g, 512m or 65536", e);
        }
    }
}
