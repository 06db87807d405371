package dev.offspring.processor.report;

/** What a target must be like. */
public enum TargetRule implements Rule {
    PRIVATE_TARGET(
            "OFF101",
            "target '%s' is private: the launcher main, a class of its own, calls it directly",
            "leave out private: package-private is enough"),
    ABSTRACT_TARGET(
            "OFF102",
            "target '%s' is abstract: there is nothing to run",
            "annotate a method with a body; the receiver's class decides what that calls"),
    TARGET_IN_INNER_CLASS(
            "OFF103",
            "target '%s' is in '%s', an inner class: its outer instance would have to travel with it",
            "make %2$s static, or move the target to a top-level class"),
    TARGET_IN_LOCAL_CLASS(
            "OFF104",
            "target '%s' is in a local or anonymous class: generated code cannot name such a class",
            "move the target to a top-level or static nested class"),
    TARGET_IN_COMPACT_FILE(
            "OFF105",
            "target '%s' is in a compact source file: its class has no name that generated code could use",
            "declare a class around the methods of this file"),
    TARGET_IN_PRIVATE_CLASS(
            "OFF106",
            "target '%s' is in '%s', which is private or inside a private class: generated code cannot name it",
            "leave out private at the class: package-private is enough"),
    BAD_TIMEOUT(
            "OFF107",
            "timeout \"%s\" of target '%s' is no time: it needs a positive number and a unit",
            "write \"500ms\", \"10s\", \"5m\", \"1h\" or \"PT10S\""),
    BAD_HEAP(
            "OFF108",
            "heap \"%s\" of target '%s' is no size: it needs a positive number and a unit, as -Xmx does",
            "write \"256m\" or \"2g\""),
    BAD_RETRIES(
            "OFF109",
            "retries %s of target '%s' is negative: a task cannot run less than once",
            "write 0 for no retry, or how often it may run again after its worker died");

    private final String code;
    private final String problem;
    private final String fix;

    TargetRule(String code, String problem, String fix) {
        this.code = code;
        this.problem = problem;
        this.fix = fix;
    }

    @Override
    public String code() {
        return code;
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
