package dev.offspring.processor.model;

import dev.offspring.processor.report.Location;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a target's annotation says of every call, as written, and where each thing is written. */
public record DefaultsModel(
        String timeout,
        Location timeoutLocation,
        String heap,
        Location heapLocation,
        int retries,
        Location retriesLocation) {
    private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern HEAP = Pattern.compile("0*[1-9]\\d{0,14}[kmgt]?");
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    /** Whether there is anything to say. */
    public boolean isEmpty() {
        return timeout.isEmpty() && heap.isEmpty() && retries == 0;
    }

    /** The timeout; empty if what is written is none; 0 if nothing is written. */
    public OptionalLong timeoutMillis() {
        if (timeout.isEmpty()) {
            return OptionalLong.of(0);
        }
        Matcher matcher = TIMEOUT.matcher(timeout);
        try {
            long millis = matcher.matches()
                    ? Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), 1L))
                    : Duration.parse(timeout).toMillis();
            return millis > 0 ? OptionalLong.of(millis) : OptionalLong.empty();
        } catch (ArithmeticException | DateTimeParseException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether the heap is a size as {@code -Xmx} takes it. */
    public boolean isHeapValid() {
        return heap.isEmpty() || HEAP.matcher(heap.toLowerCase(Locale.ROOT)).matches();
    }
}
