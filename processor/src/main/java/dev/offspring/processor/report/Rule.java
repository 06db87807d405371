package dev.offspring.processor.report;

import javax.tools.Diagnostic;

/** One thing that a program must not do: a stable code, the problem and its fix. Each area has an enum of them. */
public interface Rule {
    /** As docs/errors.md lists it: {@code OFF101}. Never reused, never renumbered. */
    String code();

    /** What was written and why it cannot be, with the places of its arguments ({@link String#format}). */
    String problem();

    /** What to write instead; formatted with the same arguments, so it says {@code %2$s} where it needs the second. */
    String fix();

    /** An error, unless the rule says otherwise. */
    default Diagnostic.Kind severity() {
        return Diagnostic.Kind.ERROR;
    }

    /** The whole message, without the place: {@code [OFF101] problem}, a new line, {@code     fix: …}. */
    default String message(Object... arguments) {
        return "[" + code() + "] " + problem().formatted(arguments) + "\n    fix: " + fix().formatted(arguments);
    }
}
