package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.cache.CacheFolder;
import dev.offspring.cache.CacheKey;
import dev.offspring.cache.CacheMaking;
import dev.offspring.cache.FileMarks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that another program makes again is none while it does, and is one as soon as it is there. */
final class ReplacedCacheTest {
    @TempDir
    private Path temp;

    /** The seal is read twice: to find the cache, and for the files that it depends on. */
    @Test
    void sealThatIsGoneAtTheSecondRead_isNotYetACache() throws Exception {
        Path jar = Files.writeString(temp.resolve("a.jar"), "classes");
        CacheKey key = CacheKey.of(List.of(), List.of(jar.toString()), new FileMarks());
        CacheFolder folder = CacheFolder.open(temp.resolve("caches"));
        publish(folder, key);
        Path seal = Path.of(folder.cache(key).toString().replaceFirst("aot$", "seal"));
        FutureTask<Boolean> readOnce = readOnce(seal);
        assertThat(ClassCache.OWN.usable(folder, key)).isNull();
        assertThat(readOnce.get(10, TimeUnit.SECONDS)).isTrue();
        publish(folder, key);
        assertThat(ClassCache.OWN.usable(folder, key)).isTrue();
    }

    /** Whoever opens the file now reads it whole; who comes after finds none. */
    private static FutureTask<Boolean> readOnce(Path file) throws Exception {
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try (OutputStream reader = Files.newOutputStream(file)) { // waits for it
                Files.delete(file);
                reader.write(content);
            }
            return true;
        });
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static void publish(CacheFolder folder, CacheKey key) throws IOException {
        try (CacheMaking making = Objects.requireNonNull(folder.tryMake(key), "somebody else makes a cache")) {
            making.publish(Files.writeString(making.file("create"), "a cache"));
        }
    }
}
