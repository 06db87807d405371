package dev.offspring.processor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.offspring.processor.Compiled;
import dev.offspring.processor.OffspringProcessor;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Types that are not there in the first round: each class waits by itself. */
final class LaterRoundsTest {
    private static final String USER = """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import java.util.List;

            final class User {
                record Wrapped(int id, List<Later> later) {}

                @ProcessTarget
                static List<Later> use(Wrapped wrapped) {
                    return wrapped.later();
                }
            }
            """;

    @Test
    void typeOfAnotherProcessor_isWaitedFor() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new LaterProcessor(), new OffspringProcessor())
                .compile(Compiled.file(USER), Compiled.file(Sources.GREETER));

        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(names(compilation))
                .contains("UserTargets", "UserUseMain", "UserWrappedSerializer", "LaterSerializer", "GreeterRegistry");
    }

    @Test
    void structOfTheSameProcessor_isWaitedFor() {
        Compiled compiled = Compiled.of("""
                package demo;

                import dev.offspring.annotation.ProcessTarget;
                import dev.offspring.annotation.Shared;
                import java.util.List;

                final class Stats {
                    @Shared
                    int hits;

                    record Both(StatsShared stats, int n) {}

                    @ProcessTarget
                    static void count(StatsShared stats, List<StatsShared> more, Both both) {}
                }
                """);

        assertThat(compiled.generated("demo.StatsCountMain"))
                .contains("out.write(StatsShared.TYPE, (StatsShared) arguments[0]);")
                .contains("Serializers.collection(StatsShared.TYPE)")
                .contains("demo.StatsShared in shared memory");
        assertThat(compiled.generated("demo.StatsRegistry"))
                .contains("types.add(StatsShared.class, StatsShared.TYPE);");
    }

    @Test
    void typo_isReportedOnceByTheCompiler() {
        Compiled compiled = Compiled.of(USER, Sources.GREETER);

        assertThat(compiled.compilation().errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.getMessage(Locale.ROOT)).startsWith("cannot find symbol"));
    }

    private static Set<String> names(Compilation compilation) {
        return compilation.generatedSourceFiles().stream()
                .map(file -> file.getName().replaceAll(".*/|\\.java$", ""))
                .collect(Collectors.toSet());
    }

    /** As Lombok-like processors do: adds a type when the first round is over. */
    private static final class LaterProcessor extends AbstractProcessor {
        private int rounds;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            rounds++;
            if (rounds <= 2) {
                String name = rounds == 1 ? "Sooner" : "Later";
                try (Writer out = processingEnv
                        .getFiler()
                        .createSourceFile("demo." + name)
                        .openWriter()) {
                    out.write("package demo; record " + name + "(int x) {}");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
            return false;
        }
    }
}
