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

/**
 * Which options of the parent's JVM its children inherit: the table of docs/architecture.md, as code.
 *
 * <p>Kept is what changes the meaning of the program: system properties, opened and exported packages, preview features,
 * assertions, agents such as a coverage tool's. Left out is what belongs to one process alone, or would clash: heap
 * sizes, debug agents, JMX ports, logs, recordings, caches.
 */
final class JvmOptions {
    /** Environment variables that a JVM reads options from; children get the options that remain on their command line. */
    static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

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
            "-XX:ErrorFile",
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
        List<String> options = new ArrayList<>();
        for (String variable : VARIABLES) {
            String value = System.getenv(variable);
            if (value != null) {
                addInherited(Arrays.asList(value.strip().split("\\s+")), options);
            }
        }
        addInherited(ofThisJvm(), options);
        return options;
    }

    /** Whether the value of this option is the next word. */
    static boolean takesNextWord(String option) {
        return WITH_NEXT_WORD.contains(option);
    }

    /** Adds those of {@code words}, a JVM's command line from its first option on, that are inherited. */
    static void addInherited(List<String> words, List<String> inherited) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") && !word.startsWith("@")) {
                return; // the main class, or the source file
            }
            boolean hasNext = WITH_NEXT_WORD.contains(word) && i + 1 < words.size();
            if (!isOwn(word)) {
                inherited.add(word);
                if (hasNext) {
                    inherited.add(words.get(i + 1));
                }
            }
            if (PROGRAM.contains(word)) {
                return;
            }
            i += hasNext ? 1 : 0;
        }
    }

    private static boolean isOwn(String word) {
        if (word.isEmpty()) {
            return true;
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

    /** This JVM's own command line. Read from the system where that is cheap: the management classes cost 30 ms. */
    private static List<String> ofThisJvm() {
        Path commandLine = Path.of("/proc/self/cmdline");
        if (Files.isReadable(commandLine)) {
            try {
                String text = new String(Files.readAllBytes(commandLine), Charset.defaultCharset());
                List<String> words = Arrays.asList(text.split("\0"));
                List<String> options = words.subList(Math.min(1, words.size()), words.size());
                if (options.stream().noneMatch(word -> word.startsWith("@"))) {
                    return options;
                }
            } catch (IOException e) {
                // Not every system lets a process read this; the management classes know as well.
            }
        }
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }
}
