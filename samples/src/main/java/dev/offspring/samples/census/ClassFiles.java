package dev.offspring.samples.census;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /**
     * The part of {@code paths} that falls to one of several processes: every {@code parts}-th path. Neighbours in a
     * package are much alike in size, so dealing them out in turn gives each process as much work as the others, which
     * handing out whole modules would not: java.base alone is a quarter of the JDK.
     */
    public static List<String> share(List<String> paths, int part, int parts) {
        List<String> share = new ArrayList<>(paths.size() / parts + 1);
        for (int i = part; i < paths.size(); i += parts) {
            share.add(paths.get(i));
        }
        return share;
    }
}
