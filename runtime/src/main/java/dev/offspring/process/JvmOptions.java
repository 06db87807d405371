package dev.offspring.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which options of the parent's JVM its children inherit: the table of docs/launch.md, as code.
 *
 * <p>Kept is what changes the meaning of the program: system properties, opened and exported packages, preview features,
 * assertions, agents such as a coverage tool's. Left out is what belongs to one process alone, or would clash: heap
 * sizes, debug agents, JMX ports, logs, recordings, caches.
 */
final class JvmOptions {
    /** Environment variables that a JVM reads options from; children get the options that remain on their command line. */
    static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** The variable that wins over the command line. */
    private static final String LAST_VARIABLE = "_JAVA_OPTIONS";

    /** Agents that an IDE adds to what it starts: each talks to the IDE on a port that only one process may use. */
    private static final List<String> OWN_AGENTS = List.of("idea_rt.jar", "debugger-agent.jar");

    /** In a file's name: the process's id, so that no two processes write the same file. */
    private static final String PID = "%p";

    /** Options whose value is the next word. */
    private static final Set<String> WITH_NEXT_WORD = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--enable-native-access",
            "--illegal-native-access",
            "--limit-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--patch-module",
            "-d",
            "--describe-module",
            "--source",
            "-m",
            "--module",
            "-jar");

    /** Options that end the JVM's part of the command line: what follows belongs to the program. */
    private static final Set<String> PROGRAM = Set.of("-jar", "-m", "--module");

    /** Where the program is; the child is told by its own command line. */
    private static final List<String> PLACE = List.of(
            "-cp", "-classpath", "--class-path", "-p", "--module-path", "-jar", "-m", "--module", "--source", "@");

    static final String ERROR_FILE = "-XX:ErrorFile";

    /** What belongs to one process alone. */
    private static final List<String> OWN = List.of(
            "-Xmx",
            "-Xms",
            "-Xmn",
            "-XX:MaxHeapSize",
            "-XX:InitialHeapSize",
            "-XX:MaxRAM",
            "-XX:MinRAM",
            "-XX:InitialRAM",
            "-XX:NewSize",
            "-XX:MaxNewSize",
            "-agentlib:jdwp",
            "-Xrunjdwp",
            "-Xdebug",
            "-Dcom.sun.management.jmxremote",
            "-Doffspring.child",
            "-Doffspring.spares",
            "-Djava.class.path=",
            "-Djdk.module.path=",
            "-Djdk.module.main",
            "-Dsun.java.",
            "-Xlog",
            "-Xloggc",
            "-verbose",
            "-XX:+PrintGC",
            "-XX:StartFlightRecording",
            "-XX:FlightRecorderOptions",
            "-XX:AOT",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveClassesAtExit",
            "-XX:+AutoCreateSharedArchive",
            "-XX:+RecordDynamicDumpInfo",
            "-Xshare",
            ERROR_FILE,
            "-XX:HeapDumpPath",
            "-XX:OnError",
            "-XX:OnOutOfMemoryError",
            "-XX:Flags",
            "-XX:VMOptionsFile",
            "-XX:CRaC",
            "-splash",
            "-XstartOnFirstThread",
            "-version",
            "-showversion",
            "--show-version",
            "-X:dry-run",
            "--dry-run");

    private JvmOptions() {}

    /** The options of this JVM that its children inherit, in their order. */
    static List<String> inherited() {
        return Own.INHERITED;
    }

    /** They do not change while this JVM runs. */
    private static final class Own {
        static final List<String> INHERITED = read();

        private static List<String> read() {
            List<String> words = commandLine();
            List<String> options = new ArrayList<>();
            if (words == null) {
                addInherited(ManagementFactory.getRuntimeMXBean().getInputArguments(), options);
                return List.copyOf(options);
            }
            for (String variable : VARIABLES) {
                if (!variable.equals(LAST_VARIABLE)) {
                    addInherited(ofVariable(variable), options);
                }
            }
            addInherited(words, options);
            addInherited(ofVariable(LAST_VARIABLE), options);
            return List.copyOf(options);
        }
    }

    private static List<String> ofVariable(String variable) {
        String value = System.getenv(variable);
        return value == null ? List.of() : OptionWords.of(value);
    }

    /** Whether the value of this option is the next word. */
    static boolean takesNextWord(String option) {
        return WITH_NEXT_WORD.contains(option);
    }

    /** Whether the next word is the program: the JVM's part of the command line ends there. */
    static boolean namesProgram(String option) {
        return PROGRAM.contains(option);
    }

    /** Adds those of {@code words}, a JVM's command line from its first option on, that are inherited. */
    static void addInherited(List<String> words, List<String> inherited) {
        boolean hasOwnModules = words.contains(OwnModules.MARK);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") && !word.startsWith("@")) {
                return; // the main class, or the source file
            }
            boolean hasNext = takesNextWord(word) && i + 1 < words.size();
            if (!isOwn(word) && !(hasOwnModules && OwnModules.areSaidBy(word))) {
                inherited.add(word);
                if (hasNext) {
                    inherited.add(words.get(i + 1));
                }
            }
            if (namesProgram(word)) {
                return;
            }
            i += hasNext ? 1 : 0;
        }
    }

    private static boolean isOwn(String word) {
        if (word.isEmpty() || isOwnAgent(word)) {
            return true;
        }
        if (word.startsWith(ERROR_FILE) && word.contains(PID)) {
            return false;
        }
        for (String prefix : OWN) {
            if (word.startsWith(prefix)) {
                return true;
            }
        }
        for (String place : PLACE) {
            if (word.equals(place) || word.startsWith(place + "=") || (place.equals("@") && word.startsWith(place))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwnAgent(String word) {
        return word.startsWith("-javaagent:") && OWN_AGENTS.stream().anyMatch(word::contains);
    }

    private static boolean namesFile(List<String> words) {
        for (String word : words) {
            if (word.startsWith("@")) {
                return true;
            }
        }
        return false;
    }

    /**
     * This JVM's own command line after the command; null if only the management classes know it, which cost 30 ms: where it was
     * started by another program than {@code java}, or its options are in a file or in a variable that may name files.
     */
    private static @Nullable List<String> commandLine() {
        try {
            String text = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), Charset.defaultCharset());
            List<String> words = Arrays.asList(text.split("\0"));
            boolean plain = Files.readSymbolicLink(Path.of("/proc/self/exe")).endsWith("java")
                    && !namesFile(words)
                    && !namesFile(ofVariable("JDK_JAVA_OPTIONS"));
            return plain ? words.subList(Math.min(1, words.size()), words.size()) : null;
        } catch (IOException | UnsupportedOperationException e) {
            return null; // not every system lets a process read this
        }
    }
}
