package dev.offspring.processor.shared;

import dev.offspring.processor.Compiled;
import org.junit.jupiter.api.Test;

/** Types and lengths that cannot be shared: each has a code, at the field or at its length, and says what to do instead. */
class SharedTypeRuleTest {
    @Test
    void textWithoutLength_isRejected() {
        member("@Shared String name;")
                .hasOnlyError(
                        "String name",
                        "[OFF201] @Shared field 'name' is a String of unknown size: shared memory needs a fixed "
                                + "one"
                                + "\n    fix: say how many bytes of UTF-8 it may hold: @Shared(length = 64)");
    }

    @Test
    void arrayWithoutLength_isRejected() {
        member("@Shared int[] counts;")
                .hasOnlyError(
                        "counts",
                        "[OFF202] @Shared field 'counts' is an array of unknown length: shared memory needs a "
                                + "fixed one"
                                + "\n    fix: say how many elements it has: @Shared(length = 256)");
    }

    @Test
    void lengthOnPrimitive_isRejected() {
        member("@Shared(length = 3) int hits;")
                .hasOnlyError(
                        "hits",
                        "[OFF203] @Shared field 'hits' has a length, but its type int is always of one size"
                                + "\n    fix: leave it out: @Shared");
    }

    @Test
    void lengthZero_isRejected() {
        member("@Shared(length = 0) int[] counts;")
                .hasOnlyError(
                        "length = 0",
                        "[OFF204] @Shared field 'counts' has length 0: there would be no place for anything"
                                + "\n    fix: give it at least 1");
    }

    @Test
    void lengthNegative_isRejected() {
        member("@Shared(length = -5) String name;")
                .hasOnlyError(
                        "length = -5",
                        "[OFF204] @Shared field 'name' has length -5: there would be no place for anything"
                                + "\n    fix: give it at least 1");
    }

    @Test
    void lengthAbsurd_isRejected() {
        member("@Shared(length = 1L << 60) long[] counts;")
                .hasOnlyError(
                        "length = 1L << 60",
                        "[OFF205] @Shared field 'counts' would take 9223372036854775808 bytes: more than the "
                                + "68719476736 that one may have"
                                + "\n    fix: make its length smaller, or share several");
    }

    @Test
    void textTooLong_isRejected() {
        member("@Shared(length = 1L << 31) String name;")
                .hasOnlyError(
                        "name",
                        "[OFF205] @Shared field 'name' would take 2147483648 bytes: more than the 1073741824 "
                                + "that one may have"
                                + "\n    fix: make its length smaller, or share several");
    }

    @Test
    void structTooLarge_isRejected() {
        member("@Shared(length = 1L << 33) long[] a;\n@Shared int b;")
                .hasOnlyError(
                        "a;",
                        "[OFF205] @Shared field 'a' would take 68719476744 bytes: more than the 68719476736 that "
                                + "one may have"
                                + "\n    fix: make its length smaller, or share several");
    }

    @Test
    void box_isRejected() {
        member("@Shared Integer hits;")
                .hasOnlyError(
                        "hits",
                        "[OFF206] @Shared field 'hits' is of type Integer: a box is an object on one process's "
                                + "heap"
                                + "\n    fix: share the primitive: int");
    }

    @Test
    void boxOfCharacter_isRejected() {
        member("@Shared Character letter;")
                .hasOnlyError(
                        "letter",
                        "[OFF206] @Shared field 'letter' is of type Character: a box is an object on one "
                                + "process's heap"
                                + "\n    fix: share the primitive: char");
    }

    @Test
    void collection_isRejected() {
        member("@Shared java.util.List<String> names;")
                .hasOnlyError(
                        "names",
                        "[OFF207] @Shared field 'names' is of type List<String>: a collection grows on one "
                                + "process's heap, shared memory has fixed places"
                                + "\n    fix: share an array of primitives: @Shared(length = 256) long[] names; or send the elements "
                                + "as arguments");
    }

    @Test
    void map_isRejected() {
        member("@Shared java.util.Map<String, Integer> counts;")
                .hasOnlyError(
                        "counts",
                        "[OFF207] @Shared field 'counts' is of type Map<String, Integer>: a collection grows on "
                                + "one process's heap, shared memory has fixed places"
                                + "\n    fix: share an array of primitives: @Shared(length = 256) long[] counts; or send the elements "
                                + "as arguments");
    }

    @Test
    void record_isRejected() {
        member("@Shared Pair pair;\nrecord Pair(int a, int b) {}")
                .hasOnlyError(
                        "Pair pair",
                        "[OFF208] @Shared field 'pair' is of the record Pair: its components never change, a "
                                + "shared place is there to be written"
                                + "\n    fix: make Pair a class with @Shared fields: it becomes a struct inside this one");
    }

    @Test
    void enumeration_isRejected() {
        member("@Shared Color color;\nenum Color { RED }")
                .hasOnlyError(
                        "Color color",
                        "[OFF209] @Shared field 'color' is of the enum Color: each process has constants of its "
                                + "own"
                                + "\n    fix: share the constant's number: @Shared int color, set to ordinal()");
    }

    @Test
    void atomic_isRejected() {
        member("@Shared java.util.concurrent.atomic.AtomicLong hits;")
                .hasOnlyError(
                        "hits",
                        "[OFF210] @Shared field 'hits' is of type AtomicLong, which is atomic within one process "
                                + "only"
                                + "\n    fix: share the primitive: @Shared long hits; its accessors are atomic between processes");
    }

    @Test
    void characters_isRejected() {
        member("@Shared StringBuilder text;")
                .hasOnlyError(
                        "text",
                        "[OFF211] @Shared field 'text' is of type StringBuilder: its characters are on one "
                                + "process's heap"
                                + "\n    fix: share a text: @Shared(length = 64) String text");
    }

    @Test
    void arrayOfArrays_isRejected() {
        member("@Shared(length = 9) int[][] grid;")
                .hasOnlyError(
                        "grid",
                        "[OFF212] @Shared field 'grid' is of type int[][]: its rows would be arrays on one "
                                + "process's heap"
                                + "\n    fix: share one array and compute the index: row * columns + column");
    }

    @Test
    void arrayOfObjects_isRejected() {
        member("@Shared(length = 9) String[] names;")
                .hasOnlyError(
                        "names",
                        "[OFF213] @Shared field 'names' is of type String[]: its elements would be objects on "
                                + "one process's heap"
                                + "\n    fix: share an array of primitives, one for each part of an element");
    }

    @Test
    void classWithoutSharedFields_isRejected() {
        member("@Shared Plain plain;\nstatic class Plain { int x; }")
                .hasOnlyError(
                        "Plain plain",
                        "[OFF215] @Shared field 'plain' is of type Plain, which has no @Shared instance fields "
                                + "of its own: nothing says how it lies in memory"
                                + "\n    fix: mark the fields of Plain that are to be shared: it becomes a struct inside this one");
    }

    @Test
    void object_isRejected() {
        member("@Shared Object thing;")
                .hasOnlyError(
                        "thing",
                        "[OFF216] @Shared field 'thing' is of type Object: an object lives on one process's heap"
                                + "\n    fix: share its parts: primitives, arrays of them, texts, or classes with @Shared fields");
    }

    private static Compiled member(String member) {
        return Compiled.of("""
                package demo;

                import dev.offspring.annotation.Shared;

                final class Job {
                %s
                }
                """.formatted(member.indent(4)));
    }
}
