package dev.offspring.processor.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.offspring.processor.Compiled;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Compiles templates together with a program that uses their accessors, and runs it. */
class AccessorsRunTest {
    @Test
    void cells_haveFirstValuesAndAllOperations() throws Exception {
        assertThat(run("""
                        CellsShared cells = CellsShared.create();
                        out.println(cells.z() + " " + cells.b() + " " + cells.c() + " " + cells.s());
                        out.println(cells.i() + " " + cells.l() + " " + cells.f() + " " + cells.d());
                        cells.i(10);
                        out.println(cells.getAndSetI(11) + " " + cells.getAndAddI(4) + " " + cells.addAndGetI(5));
                        out.println(cells.compareAndSetI(0, 1) + " " + cells.compareAndSetI(20, 21) + " " + cells.i());
                        out.println(cells.addAndGetB((byte) 127) + " " + cells.getAndAddC(1) + cells.c());
                        out.println(cells.addAndGetD(0.5) + " " + cells.compareAndSetZ(true, false) + " " + cells.z());
                        cells.close();
                        """, Templates.CELLS))
                .containsExactly("true 1 a 2", "3 4 5.0 6.0", "10 11 20", "false true 21", "-128 ab", "6.5 true false");
    }

    @Test
    void arraysTextsAndNestedStructs_haveFirstValues() throws Exception {
        assertThat(run("""
                        StatsShared stats = StatsShared.create();
                        out.println(stats.histogram().get(2) + " " + stats.histogram().get(255)
                                + " " + stats.histogram().length());
                        stats.histogram().set(255, 9L);
                        out.println(stats.label() + " " + stats.origin().x() + " " + stats.other().y());
                        stats.label("rot");
                        stats.other().y(7);
                        out.println(stats.label() + " " + stats.origin().y() + " " + stats.other().y());
                        out.println(stats.histogram().get(255) + " " + StatsShared.create().histogram().get(255));
                        stats.close();
                        """, Templates.STATS, Templates.POINT)).containsExactly("3 0 256", "grün 1 2", "rot 2 7", "9 0");
    }

    @Test
    void globals_haveFirstValuesAndAreNotTheTemplatesFields() throws Exception {
        assertThat(run("""
                        out.println(StatsShared.total() + " " + StatsShared.isOn());
                        out.println(StatsShared.addAndGetTotal(1) + " " + StatsShared.total());
                        """, Templates.STATS, Templates.POINT)).containsExactly("100 true", "101 101");
    }

    @Test
    void privateFields_haveFirstValues() throws Exception {
        assertThat(run("""
                        SecretShared secret = SecretShared.create();
                        out.println(secret.hits() + "[" + secret.label() + "]" + SecretShared.letter()
                                + SecretShared.three().get(1) + SecretShared.three().get(2));
                        secret.close();
                        """, Templates.SECRET)).containsExactly("7[]x80");
    }

    private static String[] run(String statements, String... templates) throws Exception {
        String program = """
                package demo;

                import java.io.PrintWriter;
                import java.util.function.Consumer;

                public class Program implements Consumer<PrintWriter> {
                    @Override
                    public void accept(PrintWriter out) {
                %s
                    }
                }
                """.formatted(statements.indent(8));
        String[] sources = Arrays.copyOf(templates, templates.length + 1);
        sources[templates.length] = program;
        Compiled compiled = Compiled.of(sources).isClean();
        @SuppressWarnings("unchecked")
        var consumer = (Consumer<PrintWriter>) new Classes(compiled.compilation())
                .loadClass("demo.Program")
                .getConstructor()
                .newInstance();
        var text = new StringWriter();
        consumer.accept(new PrintWriter(text, true));
        return text.toString().lines().toArray(String[]::new);
    }

    /** What a compilation made. */
    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> classes = new HashMap<>();

        Classes(Compilation compilation) throws IOException {
            super(AccessorsRunTest.class.getClassLoader());
            for (JavaFileObject file : compilation.generatedFiles()) {
                if (file.getKind() == JavaFileObject.Kind.CLASS) {
                    try (InputStream in = file.openInputStream()) {
                        String path = file.getName().replaceFirst("^/CLASS_OUTPUT/", "");
                        classes.put(path.replaceFirst("\\.class$", "").replace('/', '.'), in.readAllBytes());
                    }
                }
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
