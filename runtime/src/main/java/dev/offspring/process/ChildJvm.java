package dev.offspring.process;

import dev.offspring.os.NativeAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which JVM a child gets, and what it is told, wherever its classes are: what its policy says, what is inherited, and what was asked for. */
final class ChildJvm {
    /**
     * What every child gets before the inherited options, so that those win.
     *
     * <p>A dump is not written, because it would hold the whole shared memory. What the JVM itself has to say goes
     * where the report of a death is taken from.
     */
    private static final List<String> DEFAULTS =
            List.of("-XX:-CreateCoredumpOnCrash", "-XX:+DisplayVMOutputToStderr", "-Dkryo.unsafe=false");

    private static final int KNOWN_JDK = 25;

    private static final List<String> EXCLUSIVE = List.of(
            "-agentlib",
            "-agentpath",
            "-javaagent",
            "-Xrun",
            "-Xlog",
            "-Xloggc",
            "-Dcom.sun.management.jmxremote",
            "-Dcom.sun.management.config.file",
            "-Djava.system.class.loader",
            "-XX:StartFlightRecording",
            "-XX:Flags",
            "-XX:VMOptionsFile",
            "@");

    private final String java;
    private final boolean known;
    private final StartPolicy policy;
    private final List<String> preset;
    private final List<String> chosen;

    private ChildJvm(String java, boolean known, StartPolicy policy, List<String> preset, List<String> chosen) {
        this.java = java;
        this.known = known;
        this.policy = policy;
        this.preset = preset;
        this.chosen = chosen;
    }

    static ChildJvm of(ChildOptions options) {
        Path javaHome = options.javaHome();
        String java = Path.of(javaHome == null ? System.getProperty("java.home") : javaHome.toString(), "bin", "java")
                .toAbsolutePath() // a relative one would be looked for in the child's working directory
                .toString();
        boolean known = javaHome == null && Runtime.version().feature() == KNOWN_JDK;
        StartPolicy asked = options.policy();
        StartPolicy policy = asked != null ? asked : StartPolicy.ofProgram();
        List<String> preset = preset(policy, known);
        return new ChildJvm(java, known, policy, preset, chosen(preset, policy, options));
    }

    /** Its launcher. */
    String java() {
        return java;
    }

    /** Whether it is that of this process, and all is known of what it can be told. */
    boolean isKnown() {
        return known;
    }

    StartPolicy policy() {
        return policy;
    }

    /** What is inherited and what was asked for. */
    List<String> chosen() {
        return chosen;
    }

    /** All of it. */
    List<String> words() {
        List<String> words = new ArrayList<>(preset);
        words.addAll(chosen);
        return words;
    }

    /** Others say that word already. */
    void leaveOut(String word) {
        boolean ignored = chosen.remove(word);
    }

    private static List<String> preset(StartPolicy policy, boolean known) {
        List<String> words = new ArrayList<>(DEFAULTS);
        words.addAll(policy.options());
        if (known) {
            words.addAll(policy.ownOptions());
        }
        if (!NativeAccess.isGranted()) {
            // A process that may not wake others' futexes is waited for by looking.
            words.add("-Doffspring.wait=portable");
        }
        return words;
    }

    /** What is inherited and what was asked for, with one garbage collector at the most: a JVM takes no second. */
    private static List<String> chosen(List<String> preset, StartPolicy policy, ChildOptions options) {
        List<String> words = new ArrayList<>(JvmOptions.inherited());
        if (startsWith(words, StartPolicy.ofSpare(DEFAULTS))) {
            // This process was one, which says nothing of its children.
            words.subList(0, StartPolicy.ofSpare(List.of()).size()).clear();
        }
        if (startsWith(words, preset)) {
            words.subList(0, preset.size()).clear(); // those of a child: said twice, they would be another cache's
        }
        words.addAll(ClassCache.inherited());
        if (selectsCollector(options.jvmArgs())) {
            words.removeIf(ChildJvm::selectsCollector);
        }
        String heap = options.heap() != null ? options.heap() : HeapShare.ofChild();
        if (heap != null) {
            words.add("-Xmx" + heap);
        }
        words.addAll(options.jvmArgs());
        if (policy.choosesCollector() && !selectsCollector(words)) {
            words.addFirst(StartPolicy.COLLECTOR);
        }
        return words;
    }

    private static boolean startsWith(List<String> words, List<String> beginning) {
        return words.size() >= beginning.size()
                && words.subList(0, beginning.size()).equals(beginning);
    }

    // No lambda on the way to a start: a program's first one costs 20 ms.
    private static boolean selectsCollector(List<String> words) {
        for (String word : words) {
            if (selectsCollector(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean selectsCollector(String word) {
        return word.startsWith("-XX:+Use") && word.endsWith("GC");
    }

    /** Whether it may have a port or a file that no two may have, or runs code of the user's when it boots; {@code environment} is what it gets besides. */
    boolean hasOneOwner(Map<String, String> environment) {
        for (String variable : JvmOptions.VARIABLES) {
            if (environment.containsKey(variable)) {
                return true;
            }
        }
        for (String word : chosen) {
            for (String exclusive : EXCLUSIVE) {
                if (word.startsWith(exclusive)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Where it writes its report if it crashes, as its options say; null if they do not say. {@code %p} stands for
     * the process's id.
     */
    @Nullable
    String errorFile(Map<String, String> environment) {
        List<String> words = new ArrayList<>(chosen);
        for (String variable : JvmOptions.VARIABLES) {
            words.addAll(OptionWords.of(environment.getOrDefault(variable, "")));
        }
        String option = JvmOptions.ERROR_FILE + "=";
        return words.reversed().stream()
                .filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length()))
                .findFirst()
                .orElse(null);
    }
}
