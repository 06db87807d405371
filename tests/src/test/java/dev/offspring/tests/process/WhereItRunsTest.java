package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.tests.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a program is packed and started, its children find their classes; or one line says what to do. */
final class WhereItRunsTest {
    private static final Path FIXTURES = Path.of("target", "fixtures");
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    private static Path temp;

    private static Path classes;
    private static List<Path> all;

    @BeforeAll
    static void compile() throws IOException {
        classes = Fixtures.compile(temp, Map.of("demo/Hello.java", Fixtures.HELLO));
        all = new ArrayList<>(List.of(classes));
        all.addAll(Fixtures.libraries());
    }

    @Test
    void classPathOfFolders_works() throws Exception {
        assertGreets(NATIVE, "-cp", Fixtures.path(all), "demo.Hello");
    }

    @Test
    void classPathOfJars_works() throws Exception {
        Path jar = Fixtures.jar(temp.resolve("plain.jar"), Map.of(), List.of(classes), Map.of());
        List<Path> path = new ArrayList<>(List.of(jar));
        path.addAll(Fixtures.libraries());
        assertGreets(NATIVE, "-cp", Fixtures.path(path), "demo.Hello");
    }

    @Test
    void relativeClassPath_worksFromAnotherFolder() throws Exception {
        List<Path> path = new ArrayList<>(List.of(Path.of("classes")));
        path.addAll(Fixtures.libraries());
        List<String> there = List.of("sh", "-c", "cd " + temp + " && exec \"$@\"", "sh");
        assertGreets(there, NATIVE, "-cp", Fixtures.path(path), "demo.Hello");
    }

    /** As IDEs do where a command would be too long. */
    @Test
    void jarThatOnlyNamesOthers_works() throws Exception {
        StringBuilder urls = new StringBuilder();
        all.forEach(entry -> urls.append(entry.toUri()).append(' '));
        Path jar =
                Fixtures.jar(temp.resolve("pathing.jar"), Map.of("Class-Path", urls.toString()), List.of(), Map.of());
        assertGreets(NATIVE, "-cp", jar.toString(), "demo.Hello");
    }

    /** Another way of theirs. */
    @Test
    void argumentFile_works() throws Exception {
        Path arguments = temp.resolve("arguments");
        Files.writeString(arguments, NATIVE + "\n-cp\n\"" + Fixtures.path(all) + "\"\n-Dfrom.file=true");
        assertGreets("@" + arguments, "demo.Hello");
    }

    @Test
    void shadedJar_works() throws Exception {
        Path jar = Fixtures.jar(temp.resolve("shaded.jar"), Map.of("Main-Class", "demo.Hello"), all, Map.of());
        assertGreets(NATIVE, "-jar", jar.toString());
    }

    @Test
    void modulePath_works() throws Exception {
        String module = "module demo { requires dev.offspring.runtime; }";
        Path modular = Fixtures.compile(
                temp.resolve("modular"), Map.of("demo/Hello.java", Fixtures.HELLO, "module-info.java", module));
        List<Path> path = new ArrayList<>(List.of(modular));
        path.addAll(Fixtures.libraries());
        assertGreets(
                "--enable-native-access=dev.offspring.runtime", "-p", Fixtures.path(path), "-m", "demo/demo.Hello");
    }

    /** The layout of Spring Boot's Maven and Gradle plugins, with its own loader. */
    @Test
    void springBootJar_works() throws Exception {
        Map<String, Path> nested = new java.util.TreeMap<>();
        nested.put("BOOT-INF/classes/", classes);
        for (Path library : Fixtures.libraries()) {
            Path jar = Files.isDirectory(library)
                    ? Fixtures.jar(
                            temp.resolve("library-" + nested.size() + ".jar"), Map.of(), List.of(library), Map.of())
                    : library;
            nested.put("BOOT-INF/lib/" + jar.getFileName(), jar);
        }
        Path boot = Fixtures.jar(
                temp.resolve("boot.jar"),
                Map.of("Main-Class", "org.springframework.boot.loader.launch.JarLauncher", "Start-Class", "demo.Hello"),
                List.of(FIXTURES.resolve("spring-boot-loader.jar")),
                nested);
        assertGreets(NATIVE, "-jar", boot.toString());
    }

    @Test
    void mavenExec_works() throws Exception {
        try (TestJvm maven = MavenProject.exec(temp.resolve("exec"), classes, "demo.Hello", "Bob")) {
            assertThat(maven.awaitExit()).as(maven.output()).isZero();
            assertThat(maven.output()).contains("\n" + Fixtures.expected("Bob")).contains("BUILD SUCCESS");
            assertThat(maven.output())
                    .as("threads that the plugin had to wait for")
                    .doesNotContain("[WARNING]");
        }
    }

    /** What children print must not get into the channel to Maven that the JVM's standard output is. */
    @Test
    void mavenFailsafe_works() throws Exception {
        List<Path> path = new ArrayList<>(Fixtures.libraries());
        path.add(Fixtures.place(Test.class));
        Path tests = Fixtures.compile(
                temp.resolve("failsafe"),
                Map.of("demo/Hello.java", Fixtures.HELLO, "demo/GreetIT.java", Fixtures.GREET_TEST),
                path);
        try (TestJvm maven = MavenProject.failsafe(temp.resolve("failsafe"), tests)) {
            assertThat(maven.awaitExit()).as(maven.output()).isZero();
            assertThat(maven.output())
                    .contains(
                            "\nprinted by a child\n",
                            "\n" + Fixtures.expected("Bob"),
                            "Tests run: 1, Failures: 0, Errors: 0")
                    .doesNotContain("Corrupted", "[WARNING]");
        }
    }

    /** As servers do: a loader of its own, and a class path that knows nothing. */
    @Test
    void classLoaderOfUrls_works() throws Exception {
        try (TestJvm jvm = TestJvm.start(Loaders.class, "--", "urls", Fixtures.path(all), "Bob")) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.output()).isEqualTo(Fixtures.expected("Bob"));
        }
    }

    /** What is added to it, later children have, too. */
    @Test
    void classLoaderThatGrows_works() throws Exception {
        Path program = Fixtures.compile(temp.resolve("host"), Map.of("demo/Hello.java", """
                package demo;

                import dev.offspring.annotation.ProcessTarget;
                import dev.offspring.process.ChildProcess;

                public final class Hello {
                    private Hello() {}

                    @ProcessTarget
                    static boolean has(String resource) {
                        return Hello.class.getResource(resource) != null;
                    }

                    public static void main(String[] args) throws InterruptedException {
                        try (ChildProcess<Boolean> child = HelloTargets.has(args[0]).start()) {
                            System.out.println(child.result());
                        }
                    }
                }
                """));
        Path plugin = Files.createDirectories(temp.resolve("plugin"));
        Files.createFile(plugin.resolve("added.txt"));
        List<Path> path = new ArrayList<>(List.of(program));
        path.addAll(Fixtures.libraries());
        try (TestJvm jvm =
                TestJvm.start(Loaders.class, "--", "growing", Fixtures.path(path), plugin.toString(), "/added.txt")) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.output()).isEqualTo("false\ntrue\n");
        }
    }

    @Test
    void classLoaderThatMakesClasses_isRefusedInOneLine() throws Exception {
        try (TestJvm jvm = TestJvm.start(Loaders.class, "--", "memory", Fixtures.path(all), "Bob")) {
            assertThat(jvm.awaitExit()).isEqualTo(1);
            assertThat(jvm.output())
                    .contains("dev.offspring.error.StartException: demo.HelloDeeperMain was loaded by ")
                    .contains("compile it to files, and name them with classPath(...)");
        }
    }

    /** The source file is in no class path, so what it starts must be. */
    @Test
    void sourceFile_mayUseTargetsThatAreCompiled() throws Exception {
        Path source = Files.writeString(temp.resolve("Caller.java"), """
                void main(String[] args) throws Exception {
                    demo.Hello.main(args);
                }
                """);
        assertGreets(NATIVE, "-cp", Fixtures.path(all), source.toString());
    }

    /** As under Surefire, whose protocol runs on the file that standard output is. */
    @Test
    void capturedOutput_isWhereChildrenWrite() throws Exception {
        Path captured = temp.resolve("captured");
        try (TestJvm jvm = TestJvm.start(Loaders.class, "--", "captured", captured.toString())) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.output()).as("what went past the capture").isEmpty();
            assertThat(captured).content().contains("out 1", "err 1");
        }
    }

    private static void assertGreets(String... words) throws Exception {
        assertGreets(List.of(), words);
    }

    private static void assertGreets(List<String> prefix, String... words) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(words));
        command.add("Bob");
        try (TestJvm jvm = TestJvm.startCommand(command)) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            assertThat(jvm.output()).isEqualTo(Fixtures.expected("Bob"));
        }
    }
}
