package dev.offspring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.cache.CacheFolder.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be used is what was written, for files that are still the same; whatever else lies there is not. */
final class CacheFolderTest {
    private static final String CLASSES = "the classes of a program";

    @TempDir
    private Path temp;

    private Path jar;
    private Path place;
    private CacheFolder folder;

    @BeforeEach
    void setUp() throws IOException {
        jar = Files.writeString(temp.resolve("a b.jar"), "first");
        place = temp.resolve("of/caches");
        folder = CacheFolder.open(place);
    }

    @Test
    void cache_thatWasPublished_isFound() throws Exception {
        CacheKey key = key("-XX:+UseSerialGC");
        assertThat(folder.find(key)).isEqualTo(Found.NOTHING);
        publish(key);
        assertThat(folder.find(key)).isEqualTo(Found.USABLE);
        assertThat(folder.find(key("-XX:+UseParallelGC"))).isEqualTo(Found.NOTHING);
        assertThat(folder.cache(key)).hasContent(CLASSES);
        assertThat(files(".making")).isEmpty();
    }

    @Test
    void folder_thatIsMade_isItsOwnersAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
    }

    @Test
    void folder_thatOthersMayWrite_isRefused() throws Exception {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx-w----"));
        assertThatThrownBy(() -> CacheFolder.open(place))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx---rwx"));
        assertThatThrownBy(() -> CacheFolder.open(place))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod");
    }

    @Test
    void folder_thatIsALinkOrAFile_isRefused() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), place);
        for (Path other : List.of(link, jar)) {
            assertThatThrownBy(() -> CacheFolder.open(other))
                    .isInstanceOf(IOException.class)
                    .hasMessage(other + " is no folder, or a link to one");
        }
        assertThatThrownBy(() -> CacheFolder.open(jar.resolve("below"))).isInstanceOf(IOException.class);
    }

    @Test
    void jar_thatWasReplacedBySomethingOfTheSameSizeAndTime_hasAnotherKey() throws Exception {
        CacheKey key = key();
        FileTime time = Files.getLastModifiedTime(jar);
        Files.writeString(jar, "other");
        Files.setLastModifiedTime(jar, time);
        assertThat(key.again()).isNotEqualTo(key);
        Files.delete(jar);
        assertThat(key.again()).isNotEqualTo(key);
    }

    @Test
    void jar_thatAnotherNamesInItsManifest_isOneOfTheCache() throws Exception {
        Path named = jarNames("named.jar");
        CacheKey key = key();
        publish(key);
        assertThat(folder.find(key)).isEqualTo(Found.USABLE);
        Files.writeString(named, "and more");
        assertThat(key.again()).isEqualTo(key);
        assertThat(folder.find(key)).isEqualTo(Found.NOTHING);
    }

    @Test
    void bytesThatAreNotTheOnesThatWereWritten_areDamage() throws Exception {
        CacheKey key = key();
        publish(key);
        Files.writeString(folder.cache(key), CLASSES.replace('p', 'q'));
        assertThat(folder.find(key)).isEqualTo(Found.DAMAGED);
        Files.writeString(folder.cache(key), CLASSES.substring(1));
        assertThat(folder.find(key)).isEqualTo(Found.DAMAGED);
        publish(key);
        assertThat(folder.find(key)).isEqualTo(Found.USABLE);
        Files.writeString(files(".seal").getFirst(), "no seal");
        assertThat(folder.find(key)).isEqualTo(Found.DAMAGED);
        folder.remove(key);
        assertThat(folder.find(key)).isEqualTo(Found.NOTHING);
    }

    @Test
    void whatCannotBeMade_isTriedAgainAfterADay() throws Exception {
        CacheKey key = key();
        try (CacheMaking making = begin(key)) {
            making.refuse();
        }
        assertThat(folder.find(key)).isEqualTo(Found.UNUSABLE);
        Files.setLastModifiedTime(
                files(".seal").getFirst(), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertThat(folder.find(key)).isEqualTo(Found.NOTHING);
    }

    @Test
    void oldest_areDeleted() throws Exception {
        for (int i = 0; i < 30; i++) {
            CacheKey key = key("-D" + i);
            publish(key);
            Path seal = files(".seal").stream()
                    .filter(each -> each.toString().contains(key.name()))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(seal, FileTime.fromMillis(1_000L * i));
        }
        assertThat(files(".aot")).hasSize(12);
        assertThat(files(".seal")).hasSize(12);
        assertThat(folder.find(key("-D29"))).isEqualTo(Found.USABLE);
        assertThat(folder.find(key("-D0"))).isEqualTo(Found.NOTHING);
    }

    /** Two keys may share a name, which is a hash: the text decides. */
    @Test
    void cacheOfAnotherKeyUnderTheSameName_isNotUsed() throws Exception {
        CacheKey key = key("-Da");
        CacheKey other = key("-Db");
        publish(key);
        for (String suffix : List.of(".aot", ".seal")) {
            Files.copy(place.resolve(key.name() + suffix), place.resolve(other.name() + suffix));
        }
        assertThat(folder.find(other)).isEqualTo(Found.NOTHING);
        publish(other);
        assertThat(folder.find(other)).isEqualTo(Found.USABLE);
        assertThat(folder.find(key)).isEqualTo(Found.USABLE);
    }

    @Test
    void oldestThatWasFoundJustNow_isNotTheOldestAnyMore() throws Exception {
        for (int i = 0; i < 12; i++) {
            CacheKey key = key("-D" + i);
            publish(key);
            Files.setLastModifiedTime(place.resolve(key.name() + ".seal"), FileTime.fromMillis(1_000L * i));
        }
        assertThat(folder.find(key("-D0"))).isEqualTo(Found.USABLE);
        publish(key("-D12"));
        assertThat(folder.find(key("-D0"))).isEqualTo(Found.USABLE);
        assertThat(folder.find(key("-D1"))).isEqualTo(Found.NOTHING);
        assertThat(folder.find(key("-D2"))).isEqualTo(Found.USABLE);
        assertThat(files(".aot")).hasSize(12);
    }

    /** A folder of caches may be that of a home which machines of two kinds share. */
    @ParameterizedTest
    @ValueSource(strings = {"java.vm.version", "os.arch"})
    void otherJvm_hasAnotherKey(String property) throws Exception {
        CacheKey key = key();
        publish(key);
        String before = System.getProperty(property);
        try {
            System.setProperty(property, "other");
            assertThat(key()).isNotEqualTo(key);
            assertThat(key.again()).isNotEqualTo(key);
            assertThat(folder.find(key())).isEqualTo(Found.NOTHING);
        } finally {
            System.setProperty(property, before);
        }
        assertThat(key()).isEqualTo(key);
    }

    /** A hook may run late: what the next one makes is not its own. */
    @Test
    void makingThatIsOver_deletesNothing() throws IOException {
        CacheMaking over = begin(key());
        over.close();
        try (CacheMaking next = begin(key())) {
            Path made = Files.writeString(next.file("create"), CLASSES);
            over.abandon();
            assertThat(made).exists();
            next.abandon();
            assertThat(made).doesNotExist();
        }
    }

    @Test
    void rightToMake_isOneAtATime_andSweeps() throws Exception {
        CacheKey key = key();
        Path left = Files.writeString(place.resolve("0123456789abcdef.1.create.making"), "half");
        try (var _ = begin(key)) {
            assertThat(left).doesNotExist();
            assertThat(folder.tryMake(key)).isNull();
            assertThat(CacheFolder.open(temp.resolve("of/../of/caches")).tryMake(key))
                    .isNull();
            assertThat(isFree()).as("whoever was refused has not unlocked it").isFalse();
        }
        assertThat(isFree()).isTrue();
        begin(key).close();
    }

    /** Whether another process would get the lock: this one's own are not compared with each other by the system. */
    private boolean isFree() throws Exception {
        Path lock = place.resolve("offspring.lock");
        long inode = ((Number) Files.getAttribute(lock, "unix:ino")).longValue();
        return Files.readAllLines(Path.of("/proc/locks")).stream().noneMatch(line -> line.contains(":" + inode + " "));
    }

    /** A user's own cache that lies in the folder which he named, say. */
    @Test
    void filesOfOthers_areLeftAlone() throws Exception {
        List<Path> foreign = new ArrayList<>();
        for (String name : List.of("app.aot", "x.making", "beef.seal", "0123456789abcdef.making", "lock")) {
            foreign.add(Files.writeString(place.resolve(name), "precious"));
        }
        for (int i = 0; i < 15; i++) {
            publish(key("-D" + i));
        }
        assertThat(foreign).allSatisfy(file -> assertThat(file).hasContent("precious"));
    }

    /** The JVM may have read the one before, or the one after. */
    @Test
    void jarThatIsReplacedWhileACacheIsMade_isNotTakenForTheOneThatWasRead() throws Exception {
        Path named = jarNames("named.jar");
        CacheKey key = key();
        try (CacheMaking making = begin(key)) {
            Path made = Files.writeString(making.file("create"), CLASSES);
            assertThat(making.isCurrent()).isTrue();
            Files.writeString(named, "and more");
            assertThat(making.isCurrent()).isFalse();
            making.publish(made);
        }
        assertThat(folder.find(key)).isEqualTo(Found.NOTHING);
    }

    /** It may be as good as ever: too many open files, or a disk that is away for a moment. */
    @Test
    void cacheThatCannotBeRead_isNoDamage() throws Exception {
        CacheKey key = key();
        publish(key);
        Path seal = files(".seal").getFirst();
        Files.delete(seal);
        Files.createDirectory(seal);
        assertThatThrownBy(() -> folder.find(key)).isInstanceOf(IOException.class);
    }

    private Path jarNames(String other) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, other + " missing.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream made = new JarOutputStream(out, manifest)) {
            made.finish();
        }
        return Files.writeString(temp.resolve(other), "first");
    }

    private CacheKey key(String... options) {
        return CacheKey.of(List.of(options), List.of(jar.toString()), new FileMarks());
    }

    private CacheMaking begin(CacheKey key) throws IOException {
        return Objects.requireNonNull(folder.tryMake(key), "somebody else makes a cache");
    }

    private void publish(CacheKey key) throws IOException {
        try (CacheMaking making = begin(key)) {
            making.publish(Files.writeString(making.file("create"), CLASSES));
        }
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
