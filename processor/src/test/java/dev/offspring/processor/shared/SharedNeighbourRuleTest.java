package dev.offspring.processor.shared;

import dev.offspring.processor.Compiled;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Fields and classes that are wrong because of another class. */
class SharedNeighbourRuleTest {
    @Test
    void accessorClassExists_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          @Shared int hits;
                        }
                        """, """
                        package demo;

                        class JobShared {}
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF236] the accessors of Job would be called JobShared, but a class of that name exists"
                                + "\n    fix: rename one of them");
    }

    @Test
    void accessorClassExistsInOtherCase_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          @Shared int hits;
                        }
                        """, """
                        package demo;

                        class JOBShared {}
                        """)
                .hasOnlyError(
                        "class Job",
                        "[OFF238] the accessors of Job would be called JobShared, which differs from JOBShared "
                                + "in case only: where file names ignore case, one would overwrite the other"
                                + "\n    fix: rename one of them");
    }

    @Test
    void accessorClassesOfTwo_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          static class Stats {
                            @Shared int hits;
                          }
                        }
                        """, """
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class JobStats {
                          @Shared int hits;
                        }
                        """)
                .hasOnlyError(
                        "class JobStats",
                        "[OFF237] the accessors of Job.Stats and of JobStats would both be called JobStatsShared"
                                + "\n    fix: rename one of them");
    }

    @Test
    void accessorClassesDifferInCase_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          @Shared static int hits;

                          static class Stats {
                            @Shared int hits;
                          }

                          static class STATS {
                            @Shared int hits;
                          }
                        }
                        """)
                .hasOnlyError(
                        "class Stats",
                        "[OFF238] the accessors of Job.Stats would be called JobStatsShared, which differs from "
                                + "JobSTATSShared in case only: where file names ignore case, one would overwrite the other"
                                + "\n    fix: rename one of them");
    }

    @Test
    void structOfOtherPackageIsNotPublic_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job extends other.Open {
                          @Shared Point point;
                        }
                        """, """
                        package other;

                        import dev.offspring.annotation.Shared;

                        public class Open {
                          protected static class Point {
                            @Shared int x;

                            public Point() {}
                          }
                        }
                        """)
                .hasOnlyError(
                        "Point point",
                        "[OFF219] @Shared field 'point' is of type Open.Point, which is not public: its "
                                + "accessors OpenPointShared cannot be reached from package demo"
                                + "\n    fix: make Open.Point public, or move it to this package");
    }

    @Test
    void cycleOfTwo_isRejected() {
        Compiled compiled = Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Job {
                          @Shared Step step;
                        }
                        """, """
                        package demo;

                        import dev.offspring.annotation.Shared;

                        final class Step {
                          @Shared Job job;
                        }
                        """);

        compiled.says(
                Diagnostic.Kind.ERROR,
                "@Shared Step step;",
                "[OFF218] @Shared field 'step' makes Job contain itself (Job in Step in Job): it would "
                        + "be of infinite size"
                        + "\n    fix: leave out @Shared, or share an index into an array instead");
        compiled.says(
                Diagnostic.Kind.ERROR,
                "@Shared Job job;",
                "[OFF218] @Shared field 'job' makes Step contain itself (Step in Job in Step): it would "
                        + "be of infinite size"
                        + "\n    fix: leave out @Shared, or share an index into an array instead");
    }

    @Test
    void handleInAStruct_isRejected() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.Shared;
                        import dev.offspring.shared.SharedInt;

                        final class Job {
                          @Shared SharedInt hits;
                        }
                        """, """
                        package dev.offspring.shared;

                        public final class SharedInt {}
                        """)
                .hasOnlyError(
                        "SharedInt hits",
                        "[OFF214] @Shared field 'hits' is of type SharedInt, which processes share by itself: it cannot"
                                + " lie within a struct"
                                + "\n    fix: make it static: @Shared static SharedInt hits; or pass it to each target as an"
                                + " argument; for a lock, every struct has guard(); for a plain value, share the primitive");
    }
}
