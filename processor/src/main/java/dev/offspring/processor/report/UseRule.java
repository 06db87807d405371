package dev.offspring.processor.report;

import javax.tools.Diagnostic;

/** Uses of shared fields that share nothing. */
public enum UseRule implements Rule {
    DIRECT_READ(
            "OFF501",
            Diagnostic.Kind.ERROR,
            "'%s' is @Shared, but reading the field itself gives this process's template, which nobody else sees",
            "read the shared counterpart: %2$s"),
    DIRECT_WRITE(
            "OFF502",
            Diagnostic.Kind.ERROR,
            "'%s' is @Shared, but writing the field itself changes this process's template, which nobody else sees",
            "write the shared counterpart: %2$s"),
    DIRECT_UPDATE(
            "OFF503",
            Diagnostic.Kind.ERROR,
            "'%s' is @Shared, but updating the field itself changes this process's template, which nobody else sees",
            "update the shared counterpart: %2$s"),
    UNCHECKED(
            "OFF504",
            Diagnostic.Kind.WARNING,
            "this compiler shows no syntax trees, so direct uses of @Shared fields are not found here (%s)",
            "compile with javac too, as Maven and Gradle do"),
    HANDLE_OF_ONE_PROCESS(
            "OFF505",
            Diagnostic.Kind.WARNING,
            "static field '%s' of type %s is a handle, but not a global: each process would make its own and wait for ever",
            "pass it to the target as an argument; if it is not meant for other processes:"
                    + " @SuppressWarnings(\"OFF505\")");

    private final String code;
    private final Diagnostic.Kind severity;
    private final String problem;
    private final String fix;

    UseRule(String code, Diagnostic.Kind severity, String problem, String fix) {
        this.code = code;
        this.severity = severity;
        this.problem = problem;
        this.fix = fix;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Diagnostic.Kind severity() {
        return severity;
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public String fix() {
        return fix;
    }
}
