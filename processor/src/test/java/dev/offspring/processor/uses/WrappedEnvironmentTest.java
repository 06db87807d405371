package dev.offspring.processor.uses;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.offspring.processor.Compiled;
import dev.offspring.processor.OffspringProcessor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Build tools put their own environment around the compiler's. */
class WrappedEnvironmentTest {
    private static final String STATS = """
            package demo;

            import dev.offspring.annotation.Shared;

            class Stats {
                @Shared int hits;
                @Shared int misses;

                int run() {
                    return hits;
                }
            }
            """;

    @Test
    void proxyWithTheCompilersInItsHandler_isUnwrapped() {
        assertThat(compile(environment -> proxy(new Delegating(environment))).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(null)).startsWith("[OFF501]"));
    }

    @Test
    void proxyAroundAProxy_isUnwrapped() {
        assertThat(compile(environment -> proxy(new Delegating(proxy(new Delegating(environment)))))
                        .errors())
                .hasSize(1);
    }

    @Test
    void unknownCompiler_isWarnedOfOnce() {
        Compilation compilation = compile(environment -> proxy(new Hiding(List.of(environment))));

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.getMessage(null))
                        .startsWith("[OFF504] this compiler shows no syntax trees, so direct uses of @Shared fields are"
                                + " not found here (")
                        .endsWith(")\n      fix: compile with javac too, as Maven and Gradle do"));
    }

    private static Compilation compile(UnaryOperator<ProcessingEnvironment> wrapper) {
        return Compiler.javac()
                .withOptions("-Xlint:-processing")
                .withProcessors(new Wrapping(wrapper))
                .compile(Compiled.file(STATS));
    }

    private static ProcessingEnvironment proxy(InvocationHandler handler) {
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                WrappedEnvironmentTest.class.getClassLoader(), new Class<?>[] {ProcessingEnvironment.class}, handler);
    }

    private record Delegating(ProcessingEnvironment inner) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return call(inner, method, arguments);
        }
    }

    private record Hiding(List<ProcessingEnvironment> inner) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return call(inner.getFirst(), method, arguments);
        }
    }

    private static Object call(Object inner, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Runs the processor as such a tool does. */
    private static final class Wrapping extends AbstractProcessor {
        private final OffspringProcessor inner = new OffspringProcessor();
        private final UnaryOperator<ProcessingEnvironment> wrapper;

        Wrapping(UnaryOperator<ProcessingEnvironment> wrapper) {
            this.wrapper = wrapper;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            inner.init(wrapper.apply(environment));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return inner.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return inner.getSupportedSourceVersion();
        }

        @Override
        @SuppressWarnings("DoNotClaimAnnotations")
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return inner.process(annotations, round);
        }
    }
}
