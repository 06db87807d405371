package dev.offspring.process;

import dev.offspring.cache.CacheFolder;
import dev.offspring.cache.CacheKey;
import dev.offspring.cache.FileMarks;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which class-data cache the children of this process are started with: the one for their JVM, their options and their class path, and for
 * {@linkplain Trainee whom}, if there is one. If there is none, the root makes it in the background, for later starts, its own and other programs'.
 *
 * <p>Caches are in the folder that {@code -Doffspring.cache} names, else in the user's own; there are none if it is {@code off}. Whatever is wrong costs a line of the
 * log and the time that a cache saves.
 */
final class ClassCache {
    static final ClassCache OWN = new ClassCache();

    /** Where caches are. */
    static final String PROPERTY = "offspring.cache";

    /** What a cache cannot be made for, or what says something about caches itself. */
    private static final List<String> WITHOUT = List.of(
            "@",
            "-javaagent",
            "-agentlib",
            "-agentpath",
            "-Xrun",
            "-Xbootclasspath",
            "-Xshare",
            "-XX:AOT",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveClassesAtExit",
            "-XX:+AutoCreateSharedArchive",
            "-XX:Flags",
            "-XX:VMOptionsFile",
            "-Djava.system.class.loader",
            "--patch-module",
            "--limit-modules",
            "--upgrade-module-path");

    /** What makes no difference to a key: but whether there is room for the objects of a cache that is linked ahead. */
    private static final List<String> ANY = List.of(
            "-Xmx",
            "-Xms",
            "-Xmn",
            "-XX:MaxHeapSize",
            "-XX:InitialHeapSize",
            "-XX:MaxRAM",
            "-XX:MinRAM",
            "-XX:InitialRAM");

    /** The same, of what a key depends on. */
    private static final List<String> GENERATIONS =
            List.of("-XX:NewSize", "-XX:MaxNewSize", "-XX:NewRatio", "-XX:OldSize");

    /** System properties that the JVM itself looks at, but for those of the library that has a name like it. */
    private static final List<String> OF_JVM = List.of("-Djava.", "-Djdk.", "-Dsun.");

    private static final String OF_LIBRARY = "-Djava.util.";

    /** By the key's text: each cache that was found, or cannot be made, by this process; and those that it has been asked to make. */
    private final Map<String, Known> known = new HashMap<>();

    private final Set<String> asked = new HashSet<>();
    private @Nullable CacheFolder folder;
    private boolean opened;

    private ClassCache() {}

    /** {@code further}: the marks of the files that it depends on besides those of the key. */
    private record Known(boolean usable, List<String> further) {
        static final Known UNUSABLE = new Known(false, List.of());
    }

    /** Whether caches are wanted. */
    static boolean isOn() {
        return !"off".equals(System.getProperty(PROPERTY));
    }

    /** Whether somebody has said that they are. */
    static boolean isAskedFor() {
        return System.getProperty(PROPERTY) != null;
    }

    /**
     * Where they are, if they are wanted.
     *
     * @throws IOException if the property names no folder, or the user has none
     */
    static Path place() throws IOException {
        String named = System.getProperty(PROPERTY, "on");
        if (named.isBlank()) { // the working directory, if one took it for a path
            throw new IOException("-Doffspring.cache= names no folder");
        }
        try {
            return named.equals("on") ? placeOfUser() : Path.of(named).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IOException("-Doffspring.cache=" + named + " cannot be a folder: " + e.getReason(), e);
        }
    }

    /** As the XDG Base Directory Specification has it. */
    private static Path placeOfUser() throws IOException {
        String caches = System.getenv("XDG_CACHE_HOME");
        if (caches != null && new File(caches).isAbsolute()) {
            return Path.of(caches, "offspring");
        }
        Path home = Path.of(System.getProperty("user.home"));
        if (!home.isAbsolute()) { // as in a container whose user has no name
            throw new NoSuchFileException("the user's home folder is not known");
        }
        return home.resolve(".cache").resolve("offspring");
    }

    /** What children must be told of it: a relative folder, which would be another one for a child in another directory. */
    static List<String> inherited() {
        return inherited(System.getProperty(PROPERTY));
    }

    static List<String> inherited(@Nullable String named) {
        return named == null
                        || named.isBlank()
                        || named.equals("on")
                        || named.equals("off")
                        || new File(named).isAbsolute()
                ? List.of()
                : List.of("-Doffspring.cache=" + new File(named).getAbsolutePath());
    }

    /** Whether a JVM with these words can use one. */
    static boolean isPossible(List<String> words, ChildOptions options) {
        for (String word : words) {
            if (startsWithAny(word, WITHOUT)) {
                return false;
            }
        }
        for (String variable : JvmOptions.VARIABLES) {
            if (options.environment().containsKey(variable)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWithAny(String word, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (word.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The JVM's options for a child that has these and this class path: none if there is no cache for it. Who has none of his own yet uses
     * that of all children, if there is one.
     */
    synchronized List<String> options(
            Path java, List<String> options, ClassPath classPath, Trainee trainee, FileMarks marks) {
        CacheFolder in = folder();
        if (in == null || classPath.jars().isEmpty()) {
            return List.of();
        }
        boolean own = trainee.rehearses() && haveRoomForObjects(options);
        Trainee any = new Trainee(trainee.main(), false);
        List<String> words = kept(options);
        CacheKey key = key(words, own ? trainee : any, classPath, marks);
        Boolean usable = usable(in, key);
        if (usable == null && asked.add(key.text()) && Self.process().isRoot()) {
            Training.begin(this, in, key, java, classPath, own ? trainee : any);
        }
        List<String> found = use(in, key, usable);
        if (!found.isEmpty() || !own) {
            return found;
        }
        CacheKey others = key(words, any, classPath, marks);
        return use(in, others, usable(in, others));
    }

    private static CacheKey key(List<String> words, Trainee trainee, ClassPath classPath, FileMarks marks) {
        List<String> all = new ArrayList<>(words);
        all.add(trainee.linking());
        return CacheKey.of(all, classPath.jars(), marks);
    }

    /** A cache that is linked ahead has objects for the heap, and where they do not fit the JVM does not start. */
    static boolean haveRoomForObjects(List<String> options) {
        for (String word : options) {
            boolean sizesHeap = startsWithAny(word, ANY) || startsWithAny(word, GENERATIONS);
            if (sizesHeap && !isLargeHeap(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one of gigabytes, or of ten megabytes or more: the objects take less than three. */
    private static boolean isLargeHeap(String word) {
        int digits = word.length() - "-Xmx".length() - 1;
        char unit = Character.toLowerCase(word.charAt(word.length() - 1));
        return word.startsWith("-Xmx") && (unit == 'g' || unit == 't' || (unit == 'm' && digits > 1));
    }

    /** Whether there is a usable cache; null if nothing is known of it. */
    @Nullable
    Boolean usable(CacheFolder in, CacheKey key) {
        Known found = known.get(key.text());
        if (found != null && !FileMarks.areCurrent(found.further())) {
            known.remove(key.text());
            found = null;
        }
        if (found == null) {
            found = look(in, key);
            if (found != null) {
                known.put(key.text(), found);
            }
        }
        return found == null ? null : found.usable();
    }

    private static List<String> use(CacheFolder in, CacheKey key, @Nullable Boolean usable) {
        Path cache = in.cache(key);
        return usable != null && usable && Files.exists(cache) ? use(cache) : List.of();
    }

    private @Nullable Known look(CacheFolder in, CacheKey key) {
        try {
            return found(in, key);
        } catch (NoSuchFileException e) {
            return null; // another program makes it again just now
        } catch (IOException e) {
            log(level(), "children start without the class-data cache " + in.cache(key) + ": it cannot be read: " + e);
            return Known.UNUSABLE;
        }
    }

    private @Nullable Known found(CacheFolder in, CacheKey key) throws IOException {
        return switch (in.find(key)) {
            case USABLE -> new Known(true, in.further(key));
            case UNUSABLE -> Known.UNUSABLE;
            case NOTHING -> null;
            case DAMAGED -> {
                log(Level.WARNING, in.cache(key) + " is damaged: it is not used, and made again");
                in.remove(key);
                yield null;
            }
        };
    }

    /** These options make a JVM use the cache, and say nothing if it is gone by then. */
    static List<String> use(Path cache) {
        return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off,cds*=off");
    }

    /** Somebody else makes it: the next start looks again. */
    synchronized void retry(CacheKey key) {
        asked.remove(key.text());
    }

    private @Nullable CacheFolder folder() {
        if (!opened) {
            opened = true;
            try {
                folder = CacheFolder.open(place());
            } catch (IOException e) {
                log(
                        level(),
                        "children start without a class-data cache: " + e.getMessage()
                                + "; -Doffspring.cache names another folder, or is off");
            }
        }
        return folder;
    }

    /** The same again for the same options, which most starts of a program have. */
    private static List<String> kept(List<String> options) {
        Kept known = last;
        if (known == null || !known.of().equals(options)) {
            known = new Kept(List.copyOf(options), select(options));
            last = known;
        }
        return known.words();
    }

    private record Kept(List<String> of, List<String> words) {}

    private static volatile @Nullable Kept last;

    static List<String> select(List<String> options) {
        List<String> kept = new ArrayList<>();
        for (String word : options) {
            boolean ofUser = word.startsWith("-D") && (word.startsWith(OF_LIBRARY) || !startsWithAny(word, OF_JVM));
            if (!ofUser && !startsWithAny(word, ANY)) {
                kept.add(word);
            }
        }
        return kept;
    }

    /** What is wrong is worth a warning only to who has asked for caches. */
    static Level level() {
        return isAskedFor() ? Level.WARNING : Level.DEBUG;
    }

    static void log(Level level, String line) {
        // Not in a field: to set up logging takes longer than a start, and is rarely needed.
        System.getLogger("dev.offspring.process").log(level, line);
    }
}
