package dev.offspring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.cache.CacheFolder.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThatThrownBy(() -> CacheFolder.open(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> CacheFolder.open(jar)).isInstanceOf(IOException.class);
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
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "named.jar missing.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream made = new JarOutputStream(out, manifest)) {
            made.finish();
        }
        Path named = Files.writeString(temp.resolve("named.jar"), "first");
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
        folder.refuse(key);
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

    @Test
    void rightToMake_isOneAtATime_andSweeps() throws Exception {
        Path left = Files.writeString(place.resolve("x.create.making"), "half");
        try (FileChannel turn = folder.tryMake()) {
            assertThat(turn).isNotNull();
            assertThat(left).doesNotExist();
            assertThat(folder.tryMake()).isNull();
        }
        try (FileChannel turn = folder.tryMake()) {
            assertThat(turn).isNotNull();
        }
    }

    private CacheKey key(String... options) {
        return CacheKey.of(List.of(options), List.of(jar.toString()));
    }

    private void publish(CacheKey key) throws IOException {
        folder.publish(key, Files.writeString(folder.making(key, "create"), CLASSES));
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
