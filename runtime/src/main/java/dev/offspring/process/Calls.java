package dev.offspring.process;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Calls in words: {@code Thumbs.thumb("bad.jpg")}. */
final class Calls {
    private static final int LONGEST_ARGUMENT = 60;

    private Calls() {}

    static String describe(Target<?> target, List<@Nullable Object> arguments) {
        StringJoiner joined = new StringJoiner(", ", target.simpleName() + "(", ")");
        for (Object argument : arguments) {
            joined.add(describe(argument));
        }
        return joined.toString();
    }

    /** A result as a person reads it; arrays with their elements. */
    static String describeResult(Object result) {
        if (!result.getClass().isArray()) {
            return result.toString();
        }
        String inBrackets = Arrays.deepToString(new Object[] {result});
        return inBrackets.substring(1, inBrackets.length() - 1);
    }

    private static String describe(@Nullable Object argument) {
        String text;
        try {
            text = argument instanceof CharSequence chars ? "\"" + chars + "\"" : String.valueOf(argument);
        } catch (RuntimeException | Error e) {
            // A user's toString() must not break the message that explains something else.
            text = argument == null ? "null" : argument.getClass().getSimpleName();
        }
        return text.length() <= LONGEST_ARGUMENT ? text : text.substring(0, LONGEST_ARGUMENT) + "…";
    }
}
