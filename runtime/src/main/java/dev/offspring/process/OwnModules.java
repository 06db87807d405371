package dev.offspring.process;

import java.io.File;
import java.util.List;
import java.util.Set;

/**
 * The runtime's own jars as modules beside a class path that begins with a folder.
 *
 * <p>A JVM caches no class path with a folder in it, but what is beside it: a module path. The classes are the same, of the same class
 * loader, and the class path stays what it was. A package of a module is looked for there alone, and what is in none of them on the
 * class path alone: to find the first class in the folder, no jar is opened, which takes a bare JVM a fifth of its start.
 */
final class OwnModules {
    private static final String NAME = "dev.offspring.runtime";

    private static final String ADDED = "--add-modules=" + NAME, MAY_CALL = "--enable-native-access=" + NAME;

    /** Says that the runtime is a module for its cache only: what this JVM starts begins from the class path again. */
    private static final String PROPERTY = "offspring.modules";

    static final String MARK = "-D" + PROPERTY + "=cached";

    /** What the runtime's module needs, which an image that was linked without it may not have. */
    private static final List<String> NEEDED = List.of("java.logging", "java.management", "jdk.unsupported");

    /** What the runtime's jars have, too: a module's is found before that of any class path. */
    private static final List<String> RESOURCES = List.of("MANIFEST.MF", "LICENSE", "NOTICE");

    /** What opens or adds something for the class path says nothing of modules, Kryo's among them. */
    private static final List<String> OF_MODULES = List.of(
            "--add-", "--illegal-", "--module-path", "-p", "--limit-modules", "--upgrade-module-path", "-Djdk.module.");

    /** Where the packages of those jars are, and what they are called, in part. */
    private static final List<String> FOREIGN = List.of("com/esotericsoftware", "org/objenesis");

    private static final String OURS = "dev/offspring";

    private static final List<String> OUR_PACKAGES = List.of(
            "annotation", "cache", "channel", "error", "memory", "os", "pool", "process", "shared", "sync", "wire");

    private static final List<String> NAMES =
            List.of("offspring-annotations", "offspring-runtime", "kryo", "reflectasm", "minlog", "objenesis");

    private OwnModules() {}

    /** Whether a JVM with these options treats the runtime alike as modules and on the class path. */
    static boolean arePossible(List<String> options) {
        for (String option : options) {
            for (String beginning : OF_MODULES) {
                if (option.startsWith(beginning)) {
                    return false;
                }
            }
        }
        for (String needed : NEEDED) {
            if (ModuleLayer.boot().findModule(needed).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a folder has a resource that would be another one if jars of the runtime came before it. */
    static boolean wouldHide(List<String> entries) {
        for (String entry : entries) {
            if (hasAny(new File(entry, "META-INF"), RESOURCES)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the packages of these jars are theirs alone, as those of modules must be, by all that shows without opening every jar:
     * no folder has one, and no other jar a name like theirs.
     */
    static boolean haveTheirPackages(Set<String> jars, List<String> entries) {
        for (String entry : entries) {
            if (!jars.contains(entry)) {
                File file = new File(entry);
                if (hasAny(file, FOREIGN) || hasAny(new File(file, OURS), OUR_PACKAGES)) {
                    return false;
                }
                for (String name : NAMES) {
                    if (file.getName().startsWith(name)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean hasAny(File folder, List<String> names) {
        if (folder.isDirectory()) {
            for (String name : names) {
                if (new File(folder, name).exists()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The JVM's options. */
    static List<String> options(List<String> jars) {
        return List.of(MARK, "--module-path=" + String.join(File.pathSeparator, jars), ADDED, MAY_CALL);
    }

    /** Whether this is one of them, for this process alone. */
    static boolean areSaidBy(String option) {
        return option.equals(MARK) || option.equals(ADDED) || option.equals(MAY_CALL);
    }

    /** Whether this JVM has been started so. */
    static boolean areHere() {
        return System.getProperty(PROPERTY) != null;
    }
}
