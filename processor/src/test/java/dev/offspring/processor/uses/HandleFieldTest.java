package dev.offspring.processor.uses;

import dev.offspring.processor.Compiled;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** A static handle beside targets or shared fields is most likely meant to be seen by them. */
class HandleFieldTest {
    @Test
    void handleBesideSharedFields_isWarnedOf() {
        job("static final SharedIntArray ARRAY = null;")
                .says(
                        Diagnostic.Kind.WARNING,
                        "SharedIntArray ARRAY",
                        "[OFF505] static field 'ARRAY' of type SharedIntArray is a handle, but not a global: each process"
                                + " would make its own and wait for ever\n    fix: pass it to the target as an argument;"
                                + " if it is not meant for other processes: @SuppressWarnings(\"OFF505\")");
    }

    @Test
    void generatedStruct_isAHandleToo() {
        job("static JobShared shared;")
                .says(
                        Diagnostic.Kind.WARNING,
                        "JobShared shared",
                        "[OFF505] static field 'shared' of type JobShared is a handle, but not a global: each process"
                                + " would make its own and wait for ever\n    fix: pass it to the target as an argument;"
                                + " if it is not meant for other processes: @SuppressWarnings(\"OFF505\")");
    }

    @Test
    void suppressedOrOfAnInstance_isFine() {
        job("@SuppressWarnings({\"unused\", \"OFF505\"}) static SharedIntArray array;")
                .isClean();
        job("SharedIntArray array;").isClean();
    }

    private static Compiled job(String member) {
        return Compiled.with(List.of("-Xlint:-processing"), """
                package demo;

                import dev.offspring.annotation.Shared;
                import dev.offspring.shared.SharedIntArray;

                class Job {
                    @Shared int hits;
                    %s
                }
                """.formatted(member));
    }
}
