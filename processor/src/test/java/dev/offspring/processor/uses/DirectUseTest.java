package dev.offspring.processor.uses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.processor.Compiled;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Whoever touches a shared field itself is told which accessor to call, where it happens. */
class DirectUseTest {
    private static final String STATS = """
            package demo;

            import dev.offspring.annotation.Shared;

            class Stats {
                @Shared int hits = 5;
                @Shared boolean on;
                @Shared(length = 4) long[] histogram;
                @Shared(length = 4) String label;
                @Shared static long total = 100;
            }
            """;

    @Test
    void reading_isRejected() {
        use("int x = stats.hits;").hasOnlyError("stats.hits", read("hits", "hits() of a StatsShared"));
        use("int x = 1 + -(stats.hits);").hasOnlyError("stats.hits", read("hits", "hits() of a StatsShared"));
        use("long x = Stats.total;").hasOnlyError("Stats.total", read("total", "StatsShared.total()"));
        use("String x = stats.label;").hasOnlyError("stats.label", read("label", "label() of a StatsShared"));
    }

    @Test
    void writing_isRejected() {
        use("stats.hits = 3;").hasOnlyError("stats.hits", write("hits", "hits(…) of a StatsShared"));
        use("(stats.hits) = 3;").hasOnlyError("stats.hits", write("hits", "hits(…) of a StatsShared"));
        use("Stats.total = 3;").hasOnlyError("Stats.total", write("total", "StatsShared.total(…)"));
        use("stats.label = \"a\";").hasOnlyError("stats.label", write("label", "label(…) of a StatsShared"));
    }

    @Test
    void writingAnElement_isReadingTheArray() {
        use("stats.histogram[3]++;").hasOnlyError("stats.histogram", read("histogram", "histogram() of a StatsShared"));
    }

    @Test
    void updating_isRejected() {
        use("stats.hits += 3;").hasOnlyError("stats.hits", update("hits", "addAndGetHits(…) of a StatsShared"));
        use("--stats.hits;").hasOnlyError("stats.hits", update("hits", "addAndGetHits(…) of a StatsShared"));
        use("stats.hits++;").hasOnlyError("stats.hits", update("hits", "getAndAddHits(…) of a StatsShared"));
        use("stats.on |= true;").hasOnlyError("stats.on", update("on", "compareAndSetOn(…) of a StatsShared"));
        use("Stats.total *= 2;").hasOnlyError("Stats.total", update("total", "StatsShared.compareAndSetTotal(…)"));
        use("stats.label += 2;").hasOnlyError("stats.label", update("label", "label(…) of a StatsShared"));
    }

    @Test
    void lambdasAndInnerClasses_areLookedInto() {
        use("Runnable r = () -> System.out.println(stats.hits);")
                .hasOnlyError("stats.hits", read("hits", "hits() of a StatsShared"));
        use("Object o = new Object() { int x = stats.hits; };")
                .hasOnlyError("stats.hits", read("hits", "hits() of a StatsShared"));
    }

    @Test
    void staticImport_isNoUseButItsNameIs() {
        Compiled.of(STATS, """
                        package demo;

                        import static demo.Stats.total;

                        class Job {
                            long run() {
                                return total;
                            }
                        }
                        """).hasOnlyError("return total", read("total", "StatsShared.total()"));
    }

    @Test
    void ownMethodsAndConstructors_areNoException() {
        Compiled compiled = Compiled.of("""
                package demo;

                import dev.offspring.annotation.Shared;

                class Own {
                    @Shared int hits = 5;

                    Own() {
                        hits = 6;
                    }

                    int twice() {
                        return 2 * this.hits;
                    }
                }
                """);

        compiled.says(Diagnostic.Kind.ERROR, "hits = 6", write("hits", "hits(…) of a OwnShared"));
        compiled.says(Diagnostic.Kind.ERROR, "this.hits", read("hits", "hits() of a OwnShared"));
        assertThat(compiled.compilation().errors()).hasSize(2);
    }

    @Test
    void twoClassesInOneFile_areReportedOnceEach() {
        Compiled compiled = Compiled.of(STATS, """
                package demo;

                class First {
                    int run(Stats stats) {
                        return stats.hits;
                    }
                }

                class Second {
                    boolean run(Stats stats) {
                        return stats.on;
                    }
                }
                """);

        assertThat(compiled.compilation().errors()).hasSize(2);
    }

    @Test
    void accessors_areAllowed() {
        use("StatsShared shared = StatsShared.create(); shared.hits(shared.hits() + 1); StatsShared.total(3L);")
                .isClean();
    }

    @Test
    void fieldInALocalClass_isRejectedAtTheField() {
        use("class Local { @dev.offspring.annotation.Shared int hits; }")
                .hasOnlyError(
                        "int hits",
                        "[OFF224] 'hits' is @Shared in a local or anonymous class, which generated code could not name"
                                + "\n    fix: move the class out of the method");
    }

    private static Compiled use(String statement) {
        return Compiled.with(List.of("-Xlint:-processing"), STATS, """
                package demo;

                class Job {
                    void run(Stats stats) {
                        %s
                    }
                }
                """.formatted(statement));
    }

    private static String read(String field, String accessor) {
        return "[OFF501] '" + field + "' is @Shared, but reading the field itself gives this process's template, which"
                + " nobody else sees\n    fix: read the shared counterpart: " + accessor;
    }

    private static String write(String field, String accessor) {
        return "[OFF502] '" + field + "' is @Shared, but writing the field itself changes this process's template,"
                + " which nobody else sees\n    fix: write the shared counterpart: " + accessor;
    }

    private static String update(String field, String accessor) {
        return "[OFF503] '" + field + "' is @Shared, but updating the field itself changes this process's template,"
                + " which nobody else sees\n    fix: update the shared counterpart: " + accessor;
    }
}
