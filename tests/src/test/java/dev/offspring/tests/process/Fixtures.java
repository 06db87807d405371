package dev.offspring.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.minlog.Log;
import com.esotericsoftware.reflectasm.FieldAccess;
import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.objenesis.Objenesis;

/** A small program of a user's, compiled with the processor, and packed in each way that programs are packed. */
final class Fixtures {
    /** A child and a child of that child: what starts a process must also work in one that was started so. */
    static final String HELLO = """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.process.ChildProcess;

            public final class Hello {
                private Hello() {}

                @ProcessTarget
                static String greet(String name) {
                    return "hello " + name;
                }

                @ProcessTarget
                static String deeper(String name) throws InterruptedException {
                    try (ChildProcess<String> child = HelloTargets.greet(name).start()) {
                        return child.result() + " and its child";
                    }
                }

                public static void main(String[] args) throws InterruptedException {
                    try (ChildProcess<String> child = HelloTargets.deeper(args[0]).start()) {
                        System.out.println(child.result());
                    }
                }
            }
            """;

    /** A test of the user's, whose children print. */
    static final String GREET_TEST = """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.process.ChildProcess;
            import org.junit.jupiter.api.Test;

            public final class GreetIT {
                @ProcessTarget
                static void print() {
                    System.out.println("printed by a child");
                }

                @Test
                void greets() throws InterruptedException {
                    try (ChildProcess<String> child = HelloTargets.deeper("Bob").start();
                            ChildProcess<Void> other = GreetITTargets.print().start()) {
                        other.join();
                        System.out.println(child.result());
                    }
                }
            }
            """;

    private Fixtures() {}

    /** What the program prints when all is well. */
    static String expected(String name) {
        return "hello " + name + " and its child\n";
    }

    /** The runtime and all that it needs. */
    static List<Path> libraries() {
        Set<Path> found = new LinkedHashSet<>();
        for (Class<?> type :
                List.of(Task.class, ProcessTarget.class, Kryo.class, FieldAccess.class, Objenesis.class, Log.class)) {
            found.add(place(type));
        }
        return List.copyOf(found);
    }

    /** The jar or folder of a class. */
    static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(type + " was loaded from nowhere", e);
        }
    }

    /** The program's classes, generated ones included; by module path if there is a source of that name. */
    static Path compile(Path folder, Map<String, String> sources) throws IOException {
        return compile(folder, sources, libraries());
    }

    /** As above, with these on the path. */
    static Path compile(Path folder, Map<String, String> sources, List<Path> path) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> options = new ArrayList<>(
                List.of("-d", classes.toString(), "-processorpath", System.getProperty("java.class.path")));
        boolean module = sources.containsKey("module-info.java");
        options.addAll(List.of(module ? "--module-path" : "--class-path", path(path)));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.resolveSibling("."));
            files.add(Files.writeString(file, source.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        return classes;
    }

    static String path(List<Path> entries) {
        return String.join(
                java.io.File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    /** A jar of these folders' and jars' files, and of what {@code more} adds. */
    static Path jar(Path file, Map<String, String> manifest, List<Path> content, Map<String, Path> nested)
            throws IOException {
        Manifest lines = new Manifest();
        lines.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(lines.getMainAttributes()::putValue);
        Set<String> names = new LinkedHashSet<>();
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, lines)) {
            for (Path place : content) {
                for (Map.Entry<String, byte[]> entry : files(place).entrySet()) {
                    if (names.add(entry.getKey())) {
                        jar.putNextEntry(new JarEntry(entry.getKey()));
                        jar.write(entry.getValue());
                    }
                }
            }
            for (String name : nested.keySet()) {
                String folder = name.substring(0, name.lastIndexOf('/') + 1);
                if (names.add(folder)) {
                    jar.putNextEntry(new JarEntry(folder)); // a loader looks for the folder first
                }
            }
            for (Map.Entry<String, Path> entry : nested.entrySet()) {
                putStored(jar, entry.getKey(), entry.getValue());
            }
        }
        return file;
    }

    /** A jar in a jar is stored as it is, so that it can be read in place; a folder becomes its files. */
    private static void putStored(JarOutputStream jar, String name, Path place) throws IOException {
        if (Files.isDirectory(place)) {
            for (Map.Entry<String, byte[]> entry : files(place).entrySet()) {
                jar.putNextEntry(new JarEntry(name + entry.getKey()));
                jar.write(entry.getValue());
            }
            return;
        }
        byte[] bytes = Files.readAllBytes(place);
        JarEntry entry = new JarEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setCrc(sum.getValue());
        jar.putNextEntry(entry);
        jar.write(bytes);
    }

    private static Map<String, byte[]> files(Path place) throws IOException {
        Map<String, byte[]> found = new java.util.TreeMap<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    found.put(place.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        } else {
            try (InputStream in = Files.newInputStream(place);
                    java.util.zip.ZipInputStream zip = new java.util.zip.ZipInputStream(in)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (!entry.isDirectory() && !entry.getName().equals("META-INF/MANIFEST.MF")) {
                        found.put(entry.getName(), zip.readAllBytes());
                    }
                }
            }
        }
        return found;
    }
}
