package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a class path a cache can hold. */
class ClassPathTest {
    private static final List<String> OWN = List.of(
            "offspring-runtime-1.jar",
            "annotations.jar",
            "kryo-5.jar",
            "reflectasm-1.jar",
            "minlog-1.jar",
            "objenesis-3.jar");

    @TempDir
    private Path temp;

    private List<String> own;
    private String folder;
    private String jar;

    @BeforeEach
    void makeFiles() throws IOException {
        own = new ArrayList<>();
        for (String name : OWN) {
            own.add(file(name));
        }
        jar = file("other.jar");
        folder = Files.createDirectory(temp.resolve("classes")).toString();
        Files.createDirectories(Path.of(folder, "com/acme"));
    }

    @Test
    void jarsFirst_areTheBeginning() {
        ClassPath path = find(true, all(List.of(jar), own, List.of(folder, jar)));
        assertThat(path.text()).isEqualTo(text(all(List.of(jar), own, List.of(folder, jar))));
        assertThat(path.jars()).containsExactlyElementsOf(all(List.of(jar), own));
        assertThat(path.asModules()).isFalse();
    }

    @Test
    void folderFirst_ownJarsAreModules_andThePathStays() {
        ClassPath path = find(true, all(List.of(folder, jar), own));
        assertThat(path.text()).isEqualTo(text(all(List.of(folder, jar), own)));
        assertThat(path.jars()).containsExactlyElementsOf(own);
        assertThat(path.asModules()).isTrue();
    }

    @Test
    void folderFirst_whereModulesMayNotBe_ownJarsGoToTheFront() {
        assertMoved(find(false, all(List.of(folder, jar), own)), List.of(folder, jar));
    }

    @Test
    void packageOfTheirsInAFolder_isNoModulesPackage() throws IOException {
        for (String theirs : List.of("com/esotericsoftware/kryo", "org/objenesis", "dev/offspring/process")) {
            String other = Files.createDirectories(temp.resolve("split-" + theirs.hashCode()))
                    .toString();
            Files.createDirectories(Path.of(other, theirs));
            assertMoved(find(true, all(List.of(folder, other), own)), List.of(folder, other));
        }
    }

    @Test
    void packageBesideTheirs_isOfTheClassPath() throws IOException {
        Files.createDirectories(Path.of(folder, "dev/offspring/demo"));
        Files.createDirectories(Path.of(folder, "com/esoteric"));
        assertThat(find(true, all(List.of(folder), own)).asModules()).isTrue();
    }

    @Test
    void resourceThatTheyHaveToo_isFoundFirst() throws IOException {
        Files.createDirectories(Path.of(folder, "META-INF"));
        assertThat(find(true, all(List.of(folder), own)).asModules()).isTrue();
        Files.createFile(Path.of(folder, "META-INF/MANIFEST.MF"));
        ClassPath path = find(true, all(List.of(jar, folder), own));
        assertThat(path.text()).isEqualTo(text(all(List.of(jar, folder), own)));
        assertThat(path.jars()).containsExactly(jar);
        assertThat(path.asModules()).isFalse();
    }

    @Test
    void anotherKryo_isNotSplit() throws IOException {
        String other = file("kryo-shaded-4.jar");
        assertMoved(find(true, all(List.of(folder), own, List.of(other))), List.of(folder, other));
    }

    @Test
    void someOfTheirJarsInOne_areNoModules() {
        List<String> fat = List.of(jar, own.getFirst());
        ClassPath path =
                ClassPath.find(text(all(List.of(folder), fat)), true, List.of(jar, own.getFirst(), jar, jar, jar, jar));
        assertThat(path.asModules()).isFalse();
        assertThat(path.jars()).containsExactlyElementsOf(fat);
    }

    @Test
    void noJarOfTheirs_onlyTheBeginning() {
        ClassPath path = ClassPath.find(text(List.of(jar, folder)), true, List.of());
        assertThat(path.jars()).containsExactly(jar);
        assertThat(path.asModules()).isFalse();
    }

    @Test
    void optionsOfModules_leaveTheClassPath() {
        assertThat(OwnModules.arePossible(
                        List.of("-Xmx1g", "-Dp=q", "--enable-native-access=ALL-UNNAMED", "--enable-preview")))
                .isTrue();
        for (String option :
                List.of("--add-opens=java.base/java.util=ALL-UNNAMED", "--add-modules", "-p", "--limit-modules=a")) {
            assertThat(OwnModules.arePossible(List.of("-Xmx1g", option)))
                    .as(option)
                    .isFalse();
        }
    }

    @Test
    void ownOptions_areOfOneProcess() {
        List<String> inherited = new ArrayList<>();
        List<String> words = new ArrayList<>(OwnModules.options(own));
        words.add("-Da=b");
        words.add("Main");
        JvmOptions.addInherited(words, inherited);
        assertThat(inherited).containsExactly("-Da=b");
    }

    /** As of a program on a module path, or in an image of its own. */
    @Test
    void optionsLikeThem_areInheritedWhereTheyAreTheUsers() {
        List<String> words =
                List.of("--add-modules=dev.offspring.runtime", "--enable-native-access=dev.offspring.runtime");
        List<String> inherited = new ArrayList<>();
        JvmOptions.addInherited(words, inherited);
        assertThat(inherited).containsExactlyElementsOf(words);
    }

    private void assertMoved(ClassPath path, List<String> others) {
        assertThat(path.text()).isEqualTo(text(all(own, others)));
        assertThat(path.jars()).containsAll(own);
        assertThat(path.asModules()).isFalse();
    }

    private ClassPath find(boolean modules, List<String> entries) {
        return ClassPath.find(text(entries), modules, own);
    }

    private static String text(List<String> entries) {
        return String.join(File.pathSeparator, entries);
    }

    @SafeVarargs
    private static List<String> all(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private String file(String name) throws IOException {
        return Files.createFile(temp.resolve(name)).toString();
    }
}
