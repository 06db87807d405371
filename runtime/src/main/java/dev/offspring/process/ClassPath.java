package dev.offspring.process;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A child's class path, and what of it a class-data cache can hold: its beginning, as far as that is jars. Where a folder comes before the
 * runtime's own jars, as in an IDE, a cache holds these, as {@linkplain OwnModules modules} if that may be; else they go to the
 * front: no other entry has classes of theirs, and the folder itself stays what it is, with its newest classes. Where it has a resource that one of
 * them has, too, all stays as it was said, and a cache holds what is before the folder.
 *
 * @param text as {@code --class-path} takes it
 * @param jars what a cache can hold
 * @param asModules whether they are to be modules
 */
record ClassPath(String text, List<String> jars, boolean asModules) {
    /** A resource of each jar that a start needs. */
    private static final List<String> OWN = List.of(
            "dev/offspring/process/Launcher.class",
            "dev/offspring/annotation/ProcessTarget.class",
            "com/esotericsoftware/kryo/Kryo.class",
            "com/esotericsoftware/reflectasm/AccessClassLoader.class",
            "com/esotericsoftware/minlog/Log.class",
            "org/objenesis/Objenesis.class");

    static final ClassPath NONE = plain("");

    /** As it was said: nothing of it is to be cached. */
    static ClassPath plain(String text) {
        return new ClassPath(text, List.of(), false);
    }

    /** The same again for the same text, which most starts of a program have: what has become of its files, their marks tell. */
    static ClassPath forCache(String text, boolean modules) {
        Known known = last;
        if (known == null || known.modules() != modules || !known.text().equals(text)) {
            known = new Known(text, modules, find(text, modules, OwnJars.FILES));
            last = known;
        }
        return known.path();
    }

    private record Known(String text, boolean modules, ClassPath path) {}

    private static volatile @Nullable Known last;

    static ClassPath find(String text, boolean modules, List<String> ownJars) {
        List<String> entries = List.of(text.split(File.pathSeparator, -1));
        List<String> jars = leadingFiles(entries);
        Set<String> own = new LinkedHashSet<>(ownJars);
        own.retainAll(entries);
        if (own.isEmpty() || jars.containsAll(own)) {
            return new ClassPath(text, jars, false);
        }
        if (OwnModules.wouldHide(entries)) {
            return new ClassPath(text, jars, false);
        }
        if (modules && own.size() == OWN.size() && OwnModules.haveTheirPackages(own, entries)) {
            return new ClassPath(text, List.copyOf(own), true);
        }
        own.addAll(entries);
        List<String> moved = List.copyOf(own);
        return new ClassPath(String.join(File.pathSeparator, moved), leadingFiles(moved), false);
    }

    private static List<String> leadingFiles(List<String> entries) {
        int count = 0;
        while (count < entries.size() && new File(entries.get(count)).isFile()) {
            count++;
        }
        return List.copyOf(entries.subList(0, count));
    }

    /** Where this process has its own jars from; apart, because it is asked only where there may be a cache. */
    private static final class OwnJars {
        static final List<String> FILES = find();

        private static List<String> find() {
            List<String> files = new ArrayList<>();
            for (String resource : OWN) {
                String file = jar(Launcher.class.getClassLoader().getResource(resource));
                if (file != null) {
                    files.add(file);
                }
            }
            return List.copyOf(files);
        }

        private static @Nullable String jar(@Nullable URL of) {
            String text = of == null ? "" : of.toString();
            int end = text.lastIndexOf("!/");
            return text.startsWith("jar:file:") && end > 0
                    ? new File(URI.create(text.substring("jar:".length(), end).replace(" ", "%20"))).getPath()
                    : null;
        }
    }
}
