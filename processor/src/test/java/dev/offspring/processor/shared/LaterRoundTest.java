package dev.offspring.processor.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.offspring.processor.Compiled;
import dev.offspring.processor.OffspringProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Other processors add classes while ours is at work. */
class LaterRoundTest {
    private static final String LATE_POINT = """
            package demo;

            import dev.offspring.annotation.Shared;

            class Late {
                @Shared int x = 3;
            }
            """;

    @Test
    void structThatComesLater_isWaitedFor() {
        Compilation compilation = compile(LATE_POINT, """
                package demo;

                import dev.offspring.annotation.Shared;

                class Stats {
                    @Shared Late late;
                    @Shared(length = 9) String label;
                }
                """);

        assertThat(compilation.errors()).isEmpty();
        assertThat(names(compilation)).contains("LateShared.java", "StatsShared.java");
    }

    @Test
    void structWhoseStructComesLater_isWaitedForToo() {
        Compilation compilation = compile(LATE_POINT, """
                package demo;

                import dev.offspring.annotation.Shared;

                class Stats {
                    @Shared Middle middle;
                }
                """, """
                package demo;

                import dev.offspring.annotation.Shared;

                class Middle {
                    @Shared Late late;
                }
                """);

        assertThat(compilation.errors()).isEmpty();
        assertThat(names(compilation)).contains("LateShared.java", "MiddleShared.java", "StatsShared.java");
    }

    @Test
    void directUseInALaterClass_isFound() {
        Compilation compilation = compile("""
                package demo;

                class Late {
                    int run(Stats stats) {
                        return stats.hits;
                    }
                }
                """, """
                package demo;

                import dev.offspring.annotation.Shared;

                class Stats {
                    @Shared int hits;
                }
                """);

        assertThat(compilation.errors()).singleElement().satisfies(LaterRoundTest::isDirectRead);
    }

    @Test
    void typeThatNeverComes_isLeftToTheCompiler() {
        Compilation compilation = compile(LATE_POINT, """
                package demo;

                import dev.offspring.annotation.Shared;

                class Stats {
                    @Shared Lost lost;
                }
                """);

        assertThat(compilation.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).contains("cannot find symbol"));
    }

    private static void isDirectRead(Diagnostic<? extends JavaFileObject> error) {
        assertThat(error.getMessage(null)).startsWith("[OFF501]");
        assertThat(error.getSource().getName()).endsWith("Late.java");
        assertThat(error.getLineNumber()).isEqualTo(5);
    }

    private static Compilation compile(String late, String... sources) {
        return Compiler.javac()
                .withProcessors(new Adding(late), new OffspringProcessor())
                .compile(Stream.of(sources).map(Compiled::file).toArray(JavaFileObject[]::new));
    }

    private static Stream<String> names(Compilation compilation) {
        return compilation.generatedSourceFiles().stream()
                .map(JavaFileObject::getName)
                .map(name -> name.substring(name.lastIndexOf('/') + 1));
    }

    /** Writes demo.Late in the first round. */
    private static final class Adding extends AbstractProcessor {
        private final String late;
        private boolean isDone;

        Adding(String late) {
            this.late = late;
        }

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
            if (!isDone) {
                isDone = true;
                try (Writer out =
                        processingEnv.getFiler().createSourceFile("demo.Late").openWriter()) {
                    out.write(late);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
