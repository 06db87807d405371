package dev.offspring.processor.shared;

import dev.offspring.processor.Compiled;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Classes that cannot be templates. */
class SharedClassRuleTest {
    @Test
    void classIsPrivate_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          private static class Stats {
                            @Shared int hits;
                          }
                        }
                        """)
                .hasOnlyError(
                        "class Stats",
                        "[OFF221] Stats has @Shared fields, but it, or a class around it, is private: generated "
                                + "code could not name it"
                                + "\n    fix: leave out private");
    }

    @Test
    void classAroundIsPrivate_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          private static class Inside {
                            static class Stats {
                              @Shared static int hits;
                            }
                          }
                        }
                        """)
                .hasOnlyError(
                        "class Stats",
                        "[OFF221] Stats has @Shared fields, but it, or a class around it, is private: generated "
                                + "code could not name it"
                                + "\n    fix: leave out private");
    }

    @Test
    void classIsGeneric_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job<T> {
                          @Shared int hits;
                        }
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF222] Job has @Shared fields and type parameters: accessors are written once, for "
                                + "types that are known"
                                + "\n    fix: leave out the type parameters");
    }

    @Test
    void fieldOfTypeVariable_isRejected() {
        Compiled compiled = Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job<T> {
                          @Shared T thing;
                        }
                        """);

        compiled.says(
                Diagnostic.Kind.ERROR,
                "final class Job<T> {",
                "[OFF222] Job has @Shared fields and type parameters: accessors are written once, for "
                        + "types that are known"
                        + "\n    fix: leave out the type parameters");
        compiled.says(
                Diagnostic.Kind.ERROR,
                "@Shared T thing;",
                "[OFF216] @Shared field 'thing' is of type T: an object lives on one process's heap"
                        + "\n    fix: share its parts: primitives, arrays of them, texts, or classes with @Shared fields");
    }

    @Test
    void sourceIsCompact_isRejected() {
        Compiled.of("""
                        import dev.offspring.annotation.Shared;

                        @Shared int hits;

                        void main() {}
                        """)
                .hasOnlyError(
                        "@Shared int hits",
                        "[OFF223] 'hits' is @Shared in a compact source file, whose class has no name for "
                                + "generated code to use"
                                + "\n    fix: put it into a class: final class Stats { @Shared int hits; }");
    }

    @Test
    void classIsLocal_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          void run() {
                            class Stats {
                              @Shared int hits;
                            }
                          }
                        }
                        """)
                .hasOnlyError(
                        "int hits",
                        "[OFF224] 'hits' is @Shared in a local or anonymous class, which generated code could "
                                + "not name"
                                + "\n    fix: move the class out of the method");
    }

    @Test
    void fieldOfInterface_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        interface Job {
                          @Shared int HITS = 3;
                        }
                        """)
                .hasOnlyError(
                        "HITS",
                        "[OFF225] @Shared field 'HITS' is in an interface, where every field is a constant"
                                + "\n    fix: move it to a class, as a static field that is not final");
    }

    @Test
    void recordComponent_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        record Job(@Shared int hits) {}
                        """)
                .hasOnlyError(
                        "int hits",
                        "[OFF226] @Shared stands at 'hits', a component of the record Job: components never "
                                + "change"
                                + "\n    fix: make Job a class with @Shared fields");
    }

    @Test
    void fieldOfEnumConstants_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        enum Job {
                          ONE;
                          @Shared int hits;
                        }
                        """)
                .hasOnlyError(
                        "int hits",
                        "[OFF227] @Shared field 'hits' belongs to the constants of the enum Job, which each "
                                + "process has for itself"
                                + "\n    fix: move it to a class, or make it static");
    }

    @Test
    void classIsAbstract_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        abstract class Job {
                          @Shared int hits;
                        }
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF228] Job has @Shared instance fields but is abstract: no instance could give the "
                                + "first values"
                                + "\n    fix: leave out abstract, or make the fields static");
    }

    @Test
    void classIsInner_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          class Stats {
                            @Shared int hits;
                          }
                        }
                        """)
                .hasOnlyError(
                        "class Stats",
                        "[OFF229] Stats has @Shared instance fields but is an inner class: an instance of it "
                                + "needs one of its outer class"
                                + "\n    fix: make it static");
    }

    @Test
    void constructorIsMissing_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          @Shared int hits;

                          Job(int hits) {}
                        }
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF230] Job has @Shared instance fields but no constructor without parameters: the "
                                + "first values come from new Job()"
                                + "\n    fix: add one: Job() {}");
    }

    @Test
    void constructorIsPrivate_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          @Shared int hits;

                          private Job() {}
                        }
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF231] Job has @Shared instance fields but its constructor is private: the first "
                                + "values come from new Job()"
                                + "\n    fix: leave out private: package-private is enough");
    }

    @Test
    void constructorThrows_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          @Shared int hits;

                          Job() throws Exception {}
                        }
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF232] Job has @Shared instance fields and a constructor that throws checked "
                                + "exceptions: the first values come from new Job(), which nobody could guard"
                                + "\n    fix: catch them in the constructor");
    }

    @Test
    void classExtendsTemplate_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job extends Base {
                          @Shared int hits;
                        }
                        """, """
                        package demo;

                        import dev.offspring.annotation.Shared;

                        class Base {
                          @Shared int x;
                        }
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF233] Job extends Base, and both have @Shared instance fields: a struct cannot be "
                                + "extended, each has one layout"
                                + "\n    fix: hold it as a field instead: @Shared Base base");
    }
}
