package dev.offspring.processor.report;

/** Names of generated code. */
public enum NameRule implements Rule {
    SAME_TARGET_NAME(
            "OFF401",
            "two targets of %s are called '%s': each becomes a class of that name",
            "give one of them another name: @ProcessTarget(name = \"%2$s2\")"),
    NAME_NOT_IDENTIFIER(
            "OFF402",
            "the name \"%s\" is no Java identifier: it becomes a method and part of a class name",
            "use letters and digits only, a letter first, and no keyword"),
    NAME_TAKEN(
            "OFF403",
            "%s would be generated from %s, but a class of that name exists",
            "rename that class, or the target: @ProcessTarget(name = …)"),
    NAMES_DIFFER_IN_CASE(
            "OFF404",
            "%s would be generated from %s, but %s differs from it in case only:"
                    + " where file names ignore case, one would overwrite the other",
            "rename one of them, or the target: @ProcessTarget(name = …)"),
    TYPE_ID_COLLISION(
            "OFF405",
            "%s and %s have the same type id %s: a hash of the name, by which the other process finds the class",
            "rename one of them"),
    NAME_GENERATED_TWICE(
            "OFF406",
            "%s would be generated twice, from %s and from %s: nested classes join their names",
            "rename one of them, or the target: @ProcessTarget(name = …)"),
    NAME_OF_OBJECT(
            "OFF407",
            "target '%s' becomes a static method of %s, but java.lang.Object has a method of this name"
                    + " and these parameters",
            "give it another name: @ProcessTarget(name = …)");

    private final String code;
    private final String problem;
    private final String fix;

    NameRule(String code, String problem, String fix) {
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
