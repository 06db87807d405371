package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offspring.tests.TestJvm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Property: a class-data cache makes starts faster and changes nothing else, whatever it or its folder has become. */
final class ClassCacheTest {
    private static final int PADDING = 200;

    @TempDir
    private static Path temp;

    private static Path made;
    private static Path marks;
    private static String said;

    @BeforeAll
    static void makeOne() throws Exception {
        made = temp.resolve("made");
        marks = temp.resolve("marks");
        said = run(List.of("env", "MARKS=" + marks), made, "make");
    }

    @Test
    void cache_isMadeInTheBackground_andUsedFromThenOn() throws Exception {
        assertThat(said).contains("cached=true");
        assertThat(run(made, "once")).isEqualTo("cached=true starts=1.\n");
        assertThat(files(made, ".making")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    /** The program's own class, and once more for each of its children: none by a rehearsal. */
    @Test
    void training_initialisesNoClassOfTheUsers() throws Exception {
        int starts = Integer.parseInt(said.replaceAll("(?s).*starts=(\\d+)\\..*", "$1"));
        assertThat(Files.readAllLines(marks)).hasSize(1 + starts);
    }

    @Test
    void withNothingSaid_cachesAreInTheUsersOwnFolder() throws Exception {
        Path home = Files.createDirectory(temp.resolve("home"));
        assertThat(asUserOf(home, List.of("env", "-u", "XDG_CACHE_HOME"), "make"))
                .contains("cached=true");
        assertThat(files(home.resolve(".cache/offspring"), ".aot")).hasSize(1);
        Path other = Files.createDirectory(temp.resolve("xdg"));
        assertThat(asUserOf(home, List.of("env", "XDG_CACHE_HOME=" + other), "once"))
                .isEqualTo("cached=false starts=1.\n");
        assertThat(other.resolve("offspring")).isDirectory();
    }

    /** A container whose root is only read, or whose user has no name: nobody has asked for a cache. */
    @Test
    void withNothingSaid_homeThatCannotHaveOne_isNotMentioned() throws Exception {
        for (String home : List.of("/proc/no", "?")) {
            assertThat(asUserOf(Path.of(home), List.of("env", "-u", "XDG_CACHE_HOME"), "once"))
                    .isEqualTo("cached=false starts=1.\n");
        }
        assertThat(Path.of("?")).doesNotExist();
    }

    private static String asUserOf(Path home, List<String> prefix, String what) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Cached.class.getName(),
                what));
        return output(TestJvm.startCommand(command));
    }

    @Test
    void jvmAsItIs_hasACacheToo() throws Exception {
        assertThat(output(TestJvm.start(
                        Cached.class,
                        "-Doffspring.cache=" + temp.resolve("jvm"),
                        "-Doffspring.start=jvm",
                        "--",
                        "make")))
                .contains("cached=true");
    }

    @Test
    void off_makesNoFolder() throws Exception {
        assertThat(run(Path.of("off"), "once")).isEqualTo("cached=false starts=1.\n");
        assertThat(Path.of("off")).doesNotExist();
    }

    @Test
    void damagedCache_isIgnoredWithOneLine() throws Exception {
        Path folder = copy("damaged");
        Path cache = files(folder, ".aot").getFirst();
        try (RandomAccessFile bytes = new RandomAccessFile(cache.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write("something else".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(run(folder, "once")).contains("is damaged").endsWith("cached=false starts=1.\n");
        folder = copy("short");
        try (RandomAccessFile bytes =
                new RandomAccessFile(files(folder, ".aot").getFirst().toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        assertThat(run(folder, "once")).containsOnlyOnce("is damaged").endsWith("cached=false starts=1.\n");
        folder = copy("foreign");
        Files.writeString(files(folder, ".seal").getFirst(), "something else");
        assertThat(run(folder, "once")).containsOnlyOnce("is damaged").endsWith("cached=false starts=1.\n");
    }

    @Test
    void folderThatOthersMayWrite_isRefusedWithOneLine() throws Exception {
        Path folder = copy("open");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(run(folder, "once"))
                .containsOnlyOnce("can be written by others: chmod 700 ")
                .endsWith("cached=false starts=1.\n");
    }

    @Test
    void folderOfSomebodyElse_isRefusedWithOneLine() throws Exception {
        Path folder = Path.of("/usr");
        if (Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")))) {
            folder = copy("nobody");
            Files.setAttribute(folder, "unix:uid", 65_534);
        }
        assertThat(run(folder, "once")).containsOnlyOnce(" belongs to ").endsWith("cached=false starts=1.\n");
    }

    /** It would be the working directory. */
    @Test
    void nameThatIsEmpty_isRefusedWithOneLine() throws Exception {
        assertThat(run(Path.of(""), "once"))
                .containsOnlyOnce("start without a class-data cache: -Doffspring.cache= names no folder")
                .endsWith("cached=false starts=1.\n");
        assertThat(Path.of("offspring.lock")).doesNotExist();
    }

    @Test
    void folderThatCannotBeMade_isSaidInOneLine() throws Exception {
        assertThat(run(Path.of("/proc/no/folder"), "once"))
                .containsOnlyOnce("start without a class-data cache: ")
                .endsWith("cached=false starts=1.\n");
    }

    @Test
    void fullDisk_isSaidInOneLine_andStartsGoOn() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("full"));
        String fill = "mount -t tmpfs -o size=64k,mode=700 none " + folder + " && head -c 65536 /dev/zero > " + folder
                + "/all; exec \"$@\"";
        assumeThat(isAllowed(List.of("unshare", "--mount", "true")))
                .as("a file system of our own")
                .isTrue();
        assertThat(run(List.of("unshare", "--mount", "sh", "-c", fill, "sh"), folder, "slowly"))
                .containsOnlyOnce("there are 0 MiB left in " + folder)
                .endsWith("cached=false starts=3.\n");
    }

    private static boolean isAllowed(List<String> command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    /** JDK 25.0.3 would run whatever is in the cache. */
    @Test
    void jarReplacedByOneOfTheSameSizeAndTime_runsTheNewClass() throws Exception {
        Path folder = temp.resolve("replaced");
        Path old = Fixtures.compile(temp.resolve("old"), Map.of("demo/Hello.java", program("old")));
        Path other = Fixtures.compile(temp.resolve("new"), Map.of("demo/Hello.java", program("new")));
        Path jar = padded(temp.resolve("app.jar"), old, PADDING / 2);
        Path next = padded(temp.resolve("next.jar"), other, 0);
        for (int i = 1; i < PADDING && Files.size(next) != Files.size(jar); i++) {
            next = padded(next, other, i);
        }
        assertThat(Files.size(next)).isEqualTo(Files.size(jar));
        String first = demo(folder, jar);
        assertThat(first).contains("old class", "cached=true").doesNotContain("new class");
        FileTime time = Files.getLastModifiedTime(jar);
        Files.write(jar, Files.readAllBytes(next));
        Files.setLastModifiedTime(jar, time);
        assertThat(demo(folder, jar)).contains("new class", "cached=true").doesNotContain("old class");
    }

    /** With so much in its manifest that no compression makes smaller. */
    private static Path padded(Path jar, Path classes, int bytes) throws IOException {
        String text = new Random(bytes)
                .ints(bytes, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Fixtures.jar(jar, Map.of("Padding", "-" + text), List.of(classes), Map.of());
    }

    /** No class path names it: what a cache was made of is looked at all the same, at each start. */
    @Test
    void jarNamedByAManifest_replacedWhileTheProgramRuns_endsTheCache() throws Exception {
        Path classes = Fixtures.compile(temp.resolve("named"), Map.of("demo/Hello.java", program("a")));
        Path libraries = Fixtures.jar(temp.resolve("libraries.jar"), Map.of(), Fixtures.libraries(), Map.of());
        Path copy = Files.copy(libraries, temp.resolve("copy.jar"));
        Path jar = Fixtures.jar(
                temp.resolve("named.jar"), Map.of("Class-Path", "libraries.jar"), List.of(classes), Map.of());
        assertThat(demo(temp.resolve("namedCache"), jar.toString(), copy, libraries))
                .contains("a class cached=true")
                .endsWith("then: a class cached=false\n");
    }

    @Test
    void classOfAFolder_replacedWhileTheProgramRuns_isTheNewOne_withACache() throws Exception {
        Path classes = Fixtures.compile(temp.resolve("folder"), Map.of("demo/Hello.java", program("old")));
        Path other = Fixtures.compile(temp.resolve("newer"), Map.of("demo/Hello.java", program("new")));
        List<Path> path = new ArrayList<>(List.of(classes));
        path.addAll(Fixtures.libraries());
        String hello = "demo/Hello.class";
        assertThat(demo(temp.resolve("folderCache"), Fixtures.path(path), other.resolve(hello), classes.resolve(hello)))
                .contains("old class cached=true")
                .endsWith("then: new class cached=true\n");
    }

    /** Says which class it is, until it has been in a cache; then again, when it has replaced a file by another. */
    private static String program(String which) {
        return """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.process.ChildProcess;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardCopyOption;

            public final class Hello {
                private Hello() {}

                @ProcessTarget
                static String say() throws java.io.IOException {
                    return "%s class cached=" + Files.readString(Path.of("/proc/self/maps")).contains(".aot");
                }

                private static String ask() throws InterruptedException {
                    try (ChildProcess<String> child = HelloTargets.say().start()) {
                        return child.result();
                    }
                }

                public static void main(String[] args) throws Exception {
                    String said = "";
                    for (int i = 0; i < 500 && !said.endsWith("=true"); i++) {
                        said = ask();
                        System.out.println(said);
                    }
                    if (args.length > 0) {
                        Files.copy(Path.of(args[0]), Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
                        System.out.println("then: " + ask());
                    }
                }
            }
            """.formatted(which);
    }

    private static String demo(Path folder, Path jar) throws Exception {
        List<Path> path = new ArrayList<>(List.of(jar));
        path.addAll(Fixtures.libraries());
        return demo(folder, Fixtures.path(path));
    }

    private static String demo(Path folder, String classPath, Path... replaced) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Doffspring.cache=" + folder,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "demo.Hello"));
        for (Path file : replaced) {
            command.add(file.toString());
        }
        return output(TestJvm.startCommand(command));
    }

    @Test
    void programsAtOnce_shareOneFolder() throws Exception {
        Path folder = temp.resolve("shared");
        String cache = "-Doffspring.cache=" + folder;
        try (TestJvm one = TestJvm.start(Cached.class, cache, "--", "make");
                TestJvm other = TestJvm.start(Cached.class, cache, "--", "make")) {
            assertThat(one.awaitExit()).as(one.output()).isZero();
            assertThat(other.awaitExit()).as(other.output()).isZero();
            assertThat(one.output() + other.output()).doesNotContain("cached=false");
        }
        assertThat(files(folder, ".aot")).hasSize(1);
        assertThat(files(folder, ".making")).isEmpty();
    }

    /** Nobody has begun to make it. */
    @Test
    void shortProgram_waitsForNoCache_andLeavesNothingHalfMade() throws Exception {
        Path folder = temp.resolve("hurried");
        assertThat(run(folder, "once")).isEqualTo("cached=false starts=1.\n");
        assertThat(files(folder, ".making")).isEmpty();
        assertThat(files(folder, ".aot")).isEmpty();
    }

    @Test
    void programThatEndsWhileItsCacheIsMade_leavesNothing() throws Exception {
        Path folder = temp.resolve("left");
        assertThat(run(folder, "leave")).isEqualTo("it is being made\n");
        assertThat(files(folder, ".making")).isEmpty();
        assertThat(files(folder, ".aot")).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(folder.toString())))
                .isEmpty();
    }

    private static Path copy(String name) throws IOException {
        Path folder = Files.createDirectory(temp.resolve(name));
        for (Path file : files(made, "")) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static String run(Path folder, String what) throws Exception {
        return run(List.of(), folder, what);
    }

    private static String run(List<String> prefix, Path folder, String what) throws Exception {
        return output(TestJvm.start(prefix, Cached.class, "-Doffspring.cache=" + folder, "--", what));
    }

    private static String output(TestJvm started) throws Exception {
        try (TestJvm jvm = started) {
            assertThat(jvm.awaitExit()).as(jvm.output()).isZero();
            return jvm.output();
        }
    }
}
