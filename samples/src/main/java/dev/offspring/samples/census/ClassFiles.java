package dev.offspring.samples.census;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The class files of the JDK that runs this program, by their paths in its image, {@code jrt:/}. */
public final class ClassFiles {
    private static final FileSystem IMAGE = FileSystems.getFileSystem(URI.create("jrt:/"));
    private static final String MODULES = "/modules";

    private ClassFiles() {}

    /** All of them, sorted by path: every process of every run sees the same order. */
    public static List<String> all() throws IOException {
        return under(MODULES);
    }

    /** Those of one module. */
    public static List<String> ofModule(String module) throws IOException {
        return under(MODULES + "/" + module);
    }

    private static List<String> under(String folder) throws IOException {
        try (var files = Files.walk(IMAGE.getPath(folder))) {
            return files.map(Path::toString)
                    .filter(path -> path.endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    /** How many modules the paths belong to. */
    public static long modules(List<String> paths) {
        return paths.stream().map(path -> path.split("/", 4)[2]).distinct().count();
    }

    public static byte[] read(String path) throws IOException {
        return Files.readAllBytes(IMAGE.getPath(path));
    }
}
