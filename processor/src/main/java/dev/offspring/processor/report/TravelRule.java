package dev.offspring.processor.report;

/** What can travel between processes. The first argument is where the type was met: {@code parameter 'order'}. */
public enum TravelRule implements Rule {
    CANNOT_TRAVEL(
            "OFF301",
            "%s is of type %s, which cannot travel: %s",
            "pass what it is made from instead, or give it a serialiser:"
                    + " @ProcessMessage(type = %2$s.class, serializer = …)"),
    LOOKALIKE(
            "OFF302",
            "%s is of type %s, which works within one process only: the other would get a copy that nobody else sees",
            "use %3$s"),
    FUNCTION(
            "OFF303",
            "%s is of the functional interface %s: a lambda's code has no name that another process could look up",
            "write a target for it, or pass a value that says what to do (an enum, a sealed interface of records)"),
    NO_CONSTRUCTOR(
            "OFF304",
            "%s is of type %s, which cannot be made again: %s",
            "make it a record, give it a constructor that takes all its fields by name and type,"
                    + " or a no-argument constructor and no final fields"),
    INNER_CLASS(
            "OFF305",
            "%s is of the inner class %s: its outer instance would have to travel with it",
            "make %2$s static, or a record"),
    UNNAMEABLE_CLASS(
            "OFF306",
            "%s is of type %s, which is private or local: its serialiser, a class of its own, cannot name it",
            "leave out private: package-private is enough"),
    FOREIGN_CLASS(
            "OFF307",
            "%s is of type %s, whose fields generated code cannot reach: %s",
            "give it a serialiser of your own: @ProcessMessage(type = %2$s.class, serializer = …)"),
    UNKNOWN_CLASS(
            "OFF308",
            "%s needs the class %s, which is not on the class path: a library refers to it, but it is missing",
            "add the library that has %2$s"),
    MESSAGE_NOT_CONCRETE(
            "OFF309",
            "@ProcessMessage on %s: an interface or abstract class has no values of its own to encode",
            "annotate the classes that implement it, or make it sealed"),
    NOT_A_SERIALIZER(
            "OFF310",
            "serializer %s is no com.esotericsoftware.kryo.Serializer: the runtime could not call it",
            "extend Serializer<%2$s>"),
    SERIALIZER_NOT_CONSTRUCTIBLE(
            "OFF311",
            "serializer %s cannot be made: %s",
            "make it a public or package-private class, not abstract, with a no-argument constructor"
                    + " that is not private"),
    DUPLICATE_MESSAGE("OFF312", "%s has two @ProcessMessage: which of them should encode it?", "keep one of them"),
    MESSAGE_KNOWN(
            "OFF313",
            "@ProcessMessage(type = %s.class): the runtime knows this type already, and how to encode it",
            "leave the annotation out; to change how it looks, wrap it in a record"),
    TEMPLATE(
            "OFF314",
            "%s is of type %s, a template of shared fields: the other process would get a copy that shares nothing",
            "use the accessors that are generated from it: %3$s");

    private final String code;
    private final String problem;
    private final String fix;

    TravelRule(String code, String problem, String fix) {
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
