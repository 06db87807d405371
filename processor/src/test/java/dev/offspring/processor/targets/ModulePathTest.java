package dev.offspring.processor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.processor.ToolRun;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated code in a module that exports its package: not a warning, although Kryo is an automatic module. */
final class ModulePathTest {
    private static final String MODULES = ".*(annotations|runtime).target.classes"
            + "|.*[/\\\\](offspring-(annotations|runtime)|kryo|minlog|reflectasm|objenesis|jspecify)-[^/\\\\]*jar";

    @TempDir
    private Path folder;

    @Test
    void everything_isSilentOnTheModulePath() throws IOException {
        var run = new ToolRun(folder);
        List<Path> files = List.of(
                run.write(
                        "module-info.java",
                        "module demo.app { requires transitive dev.offspring.runtime; exports demo; }"),
                run.write("demo/Shop.java", Sources.SHOP),
                run.write("demo/Greeter.java", Sources.GREETER));
        var out = new StringWriter();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-Xlint:all",
                "-Werror",
                "-d",
                Files.createDirectories(folder.resolve("classes")).toString(),
                "--processor-path",
                ToolRun.processorPath(),
                "--module-path",
                modulePath());
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            boolean isSuccess = javac.getTask(
                            out, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(isSuccess).as(out.toString()).isTrue();
        }
        assertThat(out.toString()).isEmpty();
    }

    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(MODULES))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
