package dev.offspring.cache;

import java.util.HexFormat;
import java.util.List;

/**
 * What a class-data cache is made for: a JVM, its options, and the jars whose classes are in it. A JDK 25 before 25.0.4 does not
 * look whether a jar is still the one that a cache was made from (JDK-8377932), so that this must.
 *
 * @param options of the JVM, as far as a cache depends on them
 * @param jars the beginning of the class path, as far as it consists of files
 * @param text all of it as lines, with the marks of the files as they are now
 */
public record CacheKey(List<String> options, List<String> jars, String text) {
    /** The key as the files are by these marks. */
    public static CacheKey of(List<String> options, List<String> jars, FileMarks marks) {
        StringBuilder text = new StringBuilder();
        text.append(System.getProperty("java.vm.version")).append('\n');
        text.append(System.getProperty("os.arch")).append('\n');
        text.append(marks.of(System.getProperty("java.home") + "/lib/modules")).append('\n');
        for (String option : options) {
            text.append(option.replace('\n', ' ')).append('\n');
        }
        for (String jar : jars) {
            text.append(marks.of(jar)).append('\n');
        }
        return new CacheKey(List.copyOf(options), List.copyOf(jars), text.toString());
    }

    /** The same options and jars, as the files are now. */
    public CacheKey again() {
        return of(options, jars, new FileMarks());
    }

    /**
     * How the files of the cache are called. Two keys may share a name: the text decides. A message digest of the JDK's would load
     * the security providers, which takes as long as a cache saves.
     */
    String name() {
        long whole = text.hashCode();
        long half = text.substring(text.length() / 2).hashCode();
        return HexFormat.of().toHexDigits(whole << Integer.SIZE ^ half);
    }
}
