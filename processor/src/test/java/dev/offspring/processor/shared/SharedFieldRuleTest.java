package dev.offspring.processor.shared;

import dev.offspring.processor.Compiled;
import org.junit.jupiter.api.Test;

/** Fields whose type is right but which cannot be shared nevertheless. */
class SharedFieldRuleTest {
    @Test
    void finalField_isRejected() {
        member("@Shared final int hits = 3;")
                .hasOnlyError(
                        "hits",
                        "[OFF217] @Shared field 'hits' is final: a constant is folded into its uses, and nothing "
                                + "could be written"
                                + "\n    fix: leave out final");
    }

    @Test
    void finalStaticField_isRejected() {
        member("@Shared static final int HITS = 3;")
                .hasOnlyError(
                        "HITS",
                        "[OFF217] @Shared field 'HITS' is final: a constant is folded into its uses, and nothing "
                                + "could be written"
                                + "\n    fix: leave out final");
    }

    @Test
    void containsItself_isRejected() {
        member("@Shared Job next;")
                .hasOnlyError(
                        "next",
                        "[OFF218] @Shared field 'next' makes Job contain itself (Job in Job): it would be of "
                                + "infinite size"
                                + "\n    fix: leave out @Shared, or share an index into an array instead");
    }

    @Test
    void sameAccessor_isRejected() {
        member("@Shared int hits;\n@Shared int getAndAddHits;")
                .hasOnlyError(
                        "getAndAddHits",
                        "[OFF234] @Shared field 'getAndAddHits' needs the accessor getAndAddHits(int), which is "
                                + "the one of field 'hits' already"
                                + "\n    fix: rename one of them");
    }

    @Test
    void caseOfFirstLetter_isRejected() {
        member("@Shared int hits;\n@Shared int Hits;")
                .hasOnlyError(
                        "int Hits",
                        "[OFF234] @Shared field 'Hits' needs the accessor getAndSetHits(int), which is the one "
                                + "of field 'hits' already"
                                + "\n    fix: rename one of them");
    }

    @Test
    void reservedAccessor_isRejected() {
        member("@Shared int close;")
                .hasOnlyError(
                        "close",
                        "[OFF235] @Shared field 'close' needs the accessor close(), which every struct has with "
                                + "another meaning"
                                + "\n    fix: rename the field");
    }

    @Test
    void waitAsLong_isRejected() {
        member("@Shared long wait;")
                .hasOnlyError(
                        "wait",
                        "[OFF235] @Shared field 'wait' needs the accessor wait(), which every struct has with "
                                + "another meaning"
                                + "\n    fix: rename the field");
    }

    @Test
    void accessorOfTheStruct_isRejected() {
        member("@Shared long getInt;")
                .hasOnlyError(
                        "getInt",
                        "[OFF235] @Shared field 'getInt' needs the accessor getInt(long), which every struct has "
                                + "with another meaning"
                                + "\n    fix: rename the field");
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
