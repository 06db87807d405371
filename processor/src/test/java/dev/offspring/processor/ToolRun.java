package dev.offspring.processor;

import com.palantir.javapoet.JavaFile;
import dev.offspring.annotation.Shared;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** javac as a build runs it: the processor on its own path, in a class loader of its own; sources and classes in folders. */
public final class ToolRun {
    private final Path folder;

    public ToolRun(Path folder) {
        this.folder = folder;
    }

    /** What a compilation left behind. */
    public record Outcome(boolean isSuccess, String output) {}

    /** Writes a file below the folder. */
    public Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Compiles files into a folder; its classes, and those of further folders, are on the class path. */
    public Outcome compile(String output, List<Path> files, String... options) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(output));
        List<String> all = new ArrayList<>(List.of("-d", classes.toString(), "-Xlint:all,-processing"));
        all.addAll(List.of("--processor-path", processorPath()));
        all.addAll(List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path")));
        all.addAll(List.of(options));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        var out = new StringWriter();
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            boolean isSuccess = javac.getTask(out, manager, null, all, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            return new Outcome(isSuccess, out.toString());
        }
    }

    /** What a build would put on {@code annotationProcessorPaths}. */
    public static String processorPath() {
        return Stream.of(OffspringProcessor.class, Shared.class, JavaFile.class)
                .map(ToolRun::origin)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
