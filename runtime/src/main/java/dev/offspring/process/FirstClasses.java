package dev.offspring.process;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a program that a start needs first, its launcher main and the class of its target: a spare loads them beforehand, and
 * initialises none. They are of this process's build if no file is another by then.
 *
 * @param names to be loaded, which loads those that they extend
 * @param files that they may come from, in folders of the class path; what comes from a jar is as old as the jar
 */
record FirstClasses(List<String> names, List<String> files) {
    static final FirstClasses NONE = new FirstClasses(List.of(), List.of());

    /** Those of a target; none if it cannot be said where they are from. {@code classPath}: the entries. */
    static FirstClasses of(Target<?> target, List<String> classPath) {
        Class<?> main = target.getClass();
        try {
            Class<?> owner = Class.forName(target.owner(), false, main.getClassLoader());
            Map<Class<?>, File> places = new LinkedHashMap<>();
            if (isOf(main, classPath, places) && isOf(owner, classPath, places)) {
                return new FirstClasses(List.of(main.getName(), owner.getName()), files(places, classPath));
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // The child will say so.
        }
        return NONE;
    }

    /** Whether the class and those that it extends are the JDK's, or in {@code places}, all of the class path. */
    private static boolean isOf(@Nullable Class<?> type, List<String> classPath, Map<Class<?>, File> places) {
        if (type == null || places.containsKey(type) || type.getModule().isNamed()) {
            return true;
        }
        File place = place(type);
        if (place != null && place.equals(place(Target.class))) {
            return true; // the runtime's
        }
        if (place == null || !classPath.contains(place.getPath())) {
            return false;
        }
        places.put(type, place);
        if (!isOf(type.getSuperclass(), classPath, places)) {
            return false;
        }
        for (Class<?> extended : type.getInterfaces()) {
            if (!isOf(extended, classPath, places)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable File place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL url = source == null ? null : source.getLocation();
        try {
            return url != null && url.getProtocol().equals("file") ? new File(new URI(url.toString()).getPath()) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Where they are, or would be found before. */
    private static List<String> files(Map<Class<?>, File> places, List<String> classPath) {
        List<String> files = new ArrayList<>();
        places.forEach((type, place) -> {
            String name = type.getName().replace('.', File.separatorChar) + ".class";
            for (String entry : classPath.subList(0, 1 + classPath.indexOf(place.getPath()))) {
                if (new File(entry).isDirectory()) {
                    files.add(entry + File.separator + name);
                }
            }
        });
        return files;
    }
}
