package dev.offspring.processor.report;

/** Shared fields and their classes. The first argument is the field's name, or the class's where the class is wrong. */
public enum SharedRule implements Rule {
    TEXT_WITHOUT_LENGTH(
            "OFF201",
            "@Shared field '%s' is a String of unknown size: shared memory needs a fixed one",
            "say how many bytes of UTF-8 it may hold: @Shared(length = 64)"),
    ARRAY_WITHOUT_LENGTH(
            "OFF202",
            "@Shared field '%s' is an array of unknown length: shared memory needs a fixed one",
            "say how many elements it has: @Shared(length = 256)"),
    NEEDLESS_LENGTH(
            "OFF203",
            "@Shared field '%s' has a length, but its type %s is always of one size",
            "leave it out: @Shared"),
    LENGTH_NOT_POSITIVE(
            "OFF204", "@Shared field '%s' has length %s: there would be no place for anything", "give it at least 1"),
    TOO_LARGE(
            "OFF205",
            "@Shared field '%s' would take %s bytes: more than the %s that one may have",
            "make its length smaller, or share several"),
    BOX(
            "OFF206",
            "@Shared field '%s' is of type %s: a box is an object on one process's heap",
            "share the primitive: %3$s"),
    COLLECTION(
            "OFF207",
            "@Shared field '%s' is of type %s: a collection grows on one process's heap, shared memory has fixed places",
            "share an array of primitives: @Shared(length = 256) long[] %1$s; or send the elements as arguments"),
    RECORD(
            "OFF208",
            "@Shared field '%s' is of the record %s: its components never change, a shared place is there to be written",
            "make %2$s a class with @Shared fields: it becomes a struct inside this one"),
    ENUM(
            "OFF209",
            "@Shared field '%s' is of the enum %s: each process has constants of its own",
            "share the constant's number: @Shared int %1$s, set to ordinal()"),
    ATOMIC(
            "OFF210",
            "@Shared field '%s' is of type %s, which is atomic within one process only",
            "share the primitive: @Shared %3$s %1$s; its accessors are atomic between processes"),
    CHARACTERS(
            "OFF211",
            "@Shared field '%s' is of type %s: its characters are on one process's heap",
            "share a text: @Shared(length = 64) String %1$s"),
    ARRAY_OF_ARRAYS(
            "OFF212",
            "@Shared field '%s' is of type %s: its rows would be arrays on one process's heap",
            "share one array and compute the index: row * columns + column"),
    ARRAY_OF_OBJECTS(
            "OFF213",
            "@Shared field '%s' is of type %s: its elements would be objects on one process's heap",
            "share an array of primitives, one for each part of an element"),
    HANDLE(
            "OFF214",
            "@Shared field '%s' is of type %s, which processes share by itself: it cannot lie within a struct",
            "make it static: @Shared static %2$s %1$s; or pass it to each target as an argument; for a lock,"
                    + " every struct has guard(); for a plain value, share the primitive"),
    NOT_A_TEMPLATE(
            "OFF215",
            "@Shared field '%s' is of type %s, which has no @Shared instance fields of its own: nothing says how it lies in"
                    + " memory",
            "mark the fields of %2$s that are to be shared: it becomes a struct inside this one"),
    UNSHARABLE(
            "OFF216",
            "@Shared field '%s' is of type %s: an object lives on one process's heap",
            "share its parts: primitives, arrays of them, texts, or classes with @Shared fields"),
    FINAL_FIELD(
            "OFF217",
            "@Shared field '%s' is final: a constant is folded into its uses, and nothing could be written",
            "leave out final"),
    CONTAINS_ITSELF(
            "OFF218",
            "@Shared field '%s' makes %s contain itself (%s): it would be of infinite size",
            "leave out @Shared, or share an index into an array instead"),
    NESTED_NOT_ACCESSIBLE(
            "OFF219",
            "@Shared field '%s' is of type %s, which is not public: its accessors %s cannot be reached from package %s",
            "make %2$s public, or move it to this package"),
    NESTED_NOT_COMPILED(
            "OFF220",
            "@Shared field '%s' is of type %s, whose library was compiled without this processor: %s is missing",
            "compile that library with offspring-processor on its annotationProcessorPaths"),
    PRIVATE_CLASS(
            "OFF221",
            "%s has @Shared fields, but it, or a class around it, is private: generated code could not name it",
            "leave out private"),
    GENERIC_CLASS(
            "OFF222",
            "%s has @Shared fields and type parameters: accessors are written once, for types that are known",
            "leave out the type parameters"),
    COMPACT_SOURCE(
            "OFF223",
            "'%s' is @Shared in a compact source file, whose class has no name for generated code to use",
            "put it into a class: final class Stats { @Shared int hits; }"),
    LOCAL_CLASS(
            "OFF224",
            "'%s' is @Shared in a local or anonymous class, which generated code could not name",
            "move the class out of the method"),
    INTERFACE_CONSTANT(
            "OFF225",
            "@Shared field '%s' is in an interface, where every field is a constant",
            "move it to a class, as a static field that is not final"),
    RECORD_COMPONENT(
            "OFF226",
            "@Shared stands at '%s', a component of the record %s: components never change",
            "make %2$s a class with @Shared fields"),
    ENUM_FIELD(
            "OFF227",
            "@Shared field '%s' belongs to the constants of the enum %s, which each process has for itself",
            "move it to a class, or make it static"),
    ABSTRACT_CLASS(
            "OFF228",
            "%s has @Shared instance fields but is abstract: no instance could give the first values",
            "leave out abstract, or make the fields static"),
    INNER_CLASS(
            "OFF229",
            "%s has @Shared instance fields but is an inner class: an instance of it needs one of its outer class",
            "make it static"),
    NO_CONSTRUCTOR(
            "OFF230",
            "%s has @Shared instance fields but no constructor without parameters: the first values come from new %1$s()",
            "add one: %1$s() {}"),
    PRIVATE_CONSTRUCTOR(
            "OFF231",
            "%s has @Shared instance fields but its constructor is private: the first values come from new %1$s()",
            "leave out private: package-private is enough"),
    THROWING_CONSTRUCTOR(
            "OFF232",
            "%s has @Shared instance fields and a constructor that throws checked exceptions: the first values come from"
                    + " new %1$s(), which nobody could guard",
            "catch them in the constructor"),
    EXTENDS_TEMPLATE(
            "OFF233",
            "%s extends %s, and both have @Shared instance fields: a struct cannot be extended, each has one layout",
            "hold it as a field instead: @Shared %2$s base"),
    SAME_ACCESSOR(
            "OFF234",
            "@Shared field '%s' needs the accessor %s, which is the one of field '%s' already",
            "rename one of them"),
    RESERVED_ACCESSOR(
            "OFF235",
            "@Shared field '%s' needs the accessor %s, which every struct has with another meaning",
            "rename the field"),
    ACCESSORS_TAKEN(
            "OFF236", "the accessors of %s would be called %s, but a class of that name exists", "rename one of them"),
    ACCESSORS_TWICE("OFF237", "the accessors of %s and of %s would both be called %s", "rename one of them"),
    ACCESSORS_DIFFER_IN_CASE(
            "OFF238",
            "the accessors of %s would be called %s, which differs from %s in case only:"
                    + " where file names ignore case, one would overwrite the other",
            "rename one of them");

    private final String code;
    private final String problem;
    private final String fix;

    SharedRule(String code, String problem, String fix) {
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
