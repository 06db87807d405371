package dev.offspring.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The files that jars add to the class path by the {@code Class-Path} of their manifests, and those that these add. */
public final class NamedJars {
    private NamedJars() {}

    /** The marks of those that are not among {@code jars}. */
    static List<String> marks(List<String> jars) {
        List<String> marks = new ArrayList<>();
        for (String named : of(jars)) {
            marks.add(FileMark.of(named));
        }
        return marks;
    }

    /** Those that are not among {@code jars}. */
    public static List<String> of(List<String> jars) {
        Set<String> seen = new LinkedHashSet<>(jars);
        Deque<String> open = new ArrayDeque<>(jars);
        List<String> all = new ArrayList<>();
        while (!open.isEmpty()) {
            String jar = open.remove();
            for (String named : namedBy(jar)) {
                if (seen.add(named)) {
                    all.add(named);
                    open.add(named);
                }
            }
        }
        return all;
    }

    private static List<String> namedBy(String jar) {
        List<String> named = new ArrayList<>();
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            String path = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (path != null) {
                for (String word : path.strip().split(" +", -1)) {
                    named.add(Path.of(new File(jar).toURI().resolve(word)).toString());
                }
            }
        } catch (IOException | RuntimeException e) {
            // What is no jar, or names something else than a file, names nothing that a cache could hold.
        }
        return named;
    }
}
