package dev.offspring.processor.report;

import java.util.List;

/** A rule that was broken, where, and the words that its message needs. */
public record Problem(Location location, Rule rule, List<Object> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** A problem with the arguments of the rule's message. */
    public static Problem of(Location location, Rule rule, Object... arguments) {
        return new Problem(location, rule, List.of(arguments));
    }

    /** The message as it is printed. */
    public String message() {
        return rule.message(arguments.toArray());
    }
}
