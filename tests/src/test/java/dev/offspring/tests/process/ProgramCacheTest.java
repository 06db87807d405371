package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that docs/launch.md has for a cache of the program itself, as they are there. */
final class ProgramCacheTest {
    private static final Pattern COMMANDS =
            Pattern.compile("\n## A class-data cache for the program itself\n[^#]*?\n```\n(java .*)\n(java .*)\n```\n");

    private static final String PROGRAM = """
            package com.example;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.process.ChildProcess;
            import java.io.IOException;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.stream.Stream;

            public final class Main {
                private Main() {}

                @ProcessTarget
                static String look() throws IOException {
                    boolean told = Files.readString(Path.of("/proc/self/cmdline")).contains("app.aot");
                    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
                        return (told ? "told" : "not told") + maps.filter(line -> line.endsWith(".aot"))
                                .map(line -> ", has " + line.substring(line.lastIndexOf('/') + 1))
                                .findFirst()
                                .orElse("");
                    }
                }

                private static String ask() throws InterruptedException {
                    try (ChildProcess<String> child = MainTargets.look().start()) {
                        return child.result();
                    }
                }

                public static void main(String[] args) throws Exception {
                    System.out.println("parent: " + look());
                    String child = ask();
                    System.out.println("child: " + child);
                    boolean waits = !System.getProperty("offspring.cache").equals("off");
                    for (int i = 0; waits && i < 500 && !child.contains("has"); i++) {
                        Thread.sleep(100); // what makes its cache has a turn
                        child = ask();
                    }
                    System.out.println("at last: " + child);
                }
            }
            """;

    @TempDir
    private Path temp;

    @Test
    void commandsOfTheDocs_giveTheParentACache_andChildrenTheirOwn() throws Exception {
        Path classes = Fixtures.compile(temp, Map.of("com/example/Main.java", PROGRAM));
        Fixtures.jar(temp.resolve("app.jar"), Map.of(), List.of(classes), Map.of());
        Path lib = Files.createDirectory(temp.resolve("lib"));
        for (Path library : Fixtures.libraries()) {
            Files.copy(library, lib.resolve(library.getFileName()));
        }
        Matcher docs = COMMANDS.matcher(Files.readString(Path.of("..", "docs", "launch.md")));
        assertThat(docs.find()).as("the commands of the docs").isTrue();
        assertThat(run(docs.group(1), "off")).contains("parent: told\nchild: not told\nat last: not told\n");
        assertThat(temp.resolve("app.aot")).isNotEmptyFile();
        assertThat(run(docs.group(2), "children", "-Xlog:class+load:file=classes.log"))
                .containsPattern(
                        "\nparent: told, has app\\.aot\nchild: not told\nat last: not told, has [0-9a-f]{16}\\.aot\n$");
        assertThat(Files.readString(temp.resolve("classes.log")))
                .contains(" com.example.Main source: shared objects file")
                .contains(" dev.offspring.process.ChildProcess source: shared objects file");
    }

    private String run(String command, String caches, String... options) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        String words = "-Doffspring.cache=" + caches + " " + String.join(" ", options);
        try (TestJvm program = TestJvm.startCommand(List.of(
                "env",
                "-C",
                temp.toString(),
                "PATH=" + java + ":" + System.getenv("PATH"),
                "JDK_JAVA_OPTIONS=" + words,
                "sh",
                "-c",
                command))) {
            assertThat(program.awaitExit()).as(program.output()).isZero();
            return program.output();
        }
    }
}
