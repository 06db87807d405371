package dev.offspring.process;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a program that a start needs first: its launcher main, the class of its target, and what these extend. A spare loads them
 * beforehand, and initialises none. They are those of today as long as none of the files has changed that they may come from.
 *
 * @param names all of them
 * @param files where they are in folders of the class path, or would be; what comes from a jar is as old as the jar
 */
record FirstClasses(List<String> names, List<String> files) {
    static final FirstClasses NONE = new FirstClasses(List.of(), List.of());

    /** Those of a target; none if it cannot be said where they are from. {@code classPath}: its entries. */
    static FirstClasses of(Target<?> target, List<String> classPath) {
        Class<?> main = target.getClass();
        Set<String> known = new LinkedHashSet<>();
        try {
            Class<?> owner = Class.forName(target.owner(), false, main.getClassLoader());
            if (isOf(main, classPath, known) && isOf(owner, classPath, known)) {
                List<String> names = List.copyOf(known);
                return new FirstClasses(names, files(names, classPath));
            }
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            // The child will say so: this makes it faster, and no more.
        }
        return NONE;
    }

    /** Whether all user's classes that loading one of these loads are among them. */
    static boolean areAll(List<Class<?>> loaded, List<String> names) {
        for (Class<?> type : loaded) {
            if (!isAmong(type, names)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAmong(@Nullable Class<?> type, List<String> names) {
        if (type == null || isGiven(type)) {
            return true;
        }
        return names.contains(type.getName())
                && isAmong(type.getSuperclass(), names)
                && areAll(List.of(type.getInterfaces()), names);
    }

    /** Whether it is there anyway. */
    private static boolean isGiven(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader()) || type.equals(Target.class);
    }

    /** Whether the class and those that it extends are given, or in {@code known}, all of the class path. */
    private static boolean isOf(@Nullable Class<?> type, List<String> classPath, Set<String> known) {
        if (type == null || isGiven(type) || known.contains(type.getName())) {
            return true;
        }
        File place = place(type);
        if (place == null || !classPath.contains(place.getPath())) {
            return false;
        }
        known.add(type.getName());
        if (!isOf(type.getSuperclass(), classPath, known)) {
            return false;
        }
        for (Class<?> extended : type.getInterfaces()) {
            if (!isOf(extended, classPath, known)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable File place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL url = source == null ? null : source.getLocation();
        try {
            return url != null && url.getProtocol().equals("file") ? new File(new URI(url.toString())) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** In every folder: another class of the same name may come from another one by then. */
    private static List<String> files(List<String> names, List<String> classPath) {
        List<String> files = new ArrayList<>();
        for (String entry : classPath) {
            if (new File(entry).isDirectory()) {
                for (String name : names) {
                    files.add(entry + File.separator + name.replace('.', File.separatorChar) + ".class");
                }
            }
        }
        return files;
    }
}
