package dev.offspring.tests.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A JDK of the tests' own, which may be spoilt while a program runs on it: a copy, whose largest files are links. */
final class OtherJdk implements AutoCloseable {
    private static final long LARGEST = 64 << 20;

    private final Path home;
    private final List<Path> links = new ArrayList<>();

    OtherJdk(Path home) throws IOException {
        this.home = home;
        Path original = Path.of(System.getProperty("java.home"));
        for (String folder : new String[] {"bin", "conf", "lib"}) {
            Files.walkFileTree(original.resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path copy = home.resolve(original.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    if (attributes.size() > LARGEST || file.toString().endsWith(".zip")) {
                        links.add(Files.createSymbolicLink(copy, file));
                    } else {
                        Files.copy(file, copy);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    Path spawnHelper() {
        return home.resolve("lib").resolve("jspawnhelper");
    }

    /** A program in the place of another. */
    static void replace(Path program, String... script) throws IOException {
        Files.delete(program);
        Files.writeString(program, "#!/bin/sh\n" + String.join("\n", script) + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    /** Deletes the links, which JUnit would warn of. */
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
