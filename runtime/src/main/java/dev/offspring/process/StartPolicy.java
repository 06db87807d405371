package dev.offspring.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the JVM of a child is tuned for: how soon it begins, or how fast it becomes. {@code -Doffspring.start=fast}, {@code balanced}
 * or {@code jvm} says so for all children of a program, and of their children; {@link ChildBuilder#startPolicy} for one. Options that
 * are inherited or given win over those of a policy.
 */
public enum StartPolicy {
    /**
     * It begins as soon as it can: only the quick compiler, one thread that collects garbage, nothing for {@code jstat}. For tasks of
     * less than a second; what computes for longer runs at a half or a third of its speed.
     */
    FAST,

    /** One thread collects garbage, for many processes share the processors, and spares are not seen by {@code jps}; the rest as the JVM has it. What holds if nothing is said. */
    BALANCED,

    /** As the JVM has it: the collector that it chooses for this machine, and all that it does when it idles. */
    JVM;

    /** One thread collects garbage; unless another collector is asked for. */
    static final String COLLECTOR = "-XX:+UseSerialGC";

    /**
     * What children of this JDK are told, whether they are idle or begin. An idle JVM wakes up four times a second to see whether monitors are to be deflated, and once for its tables: of 64
     * processes that wait that is most of what they take. And the JDK's class data stay at the address that they were made for:
     * moved, each process has 10 MiB of them for itself, and takes some milliseconds longer to begin. And nothing is compiled because a rehearsal
     * had it compiled: what a short task needs must wait for it. Known of this JDK only; where a JVM does not know it, it does not start.
     */
    private static final List<String> CALM_AND_UNMOVED = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:AsyncDeflationInterval=5000",
            "-XX:ServiceThreadCleanupInterval=5000",
            "-XX:ArchiveRelocationMode=0",
            "-XX:-AOTReplayTraining");

    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    /**
     * A JVM has a file for {@code jps} and {@code jstat}, which it deletes when it ends: that takes a tenth of a warm start and join. Of
     * what a spare has become it would tell nothing.
     */
    private static final List<String> UNSEEN = List.of("-XX:-UsePerfData");

    static final String PROPERTY = "offspring.start";

    /** What any JVM can be told. */
    List<String> options() {
        return this == FAST ? QUICK : List.of();
    }

    /** What this JVM can be told besides. */
    List<String> ownOptions() {
        return this == JVM ? List.of() : CALM_AND_UNMOVED;
    }

    /** What a spare is told besides. */
    List<String> spareOptions() {
        return this == JVM ? List.of() : UNSEEN;
    }

    /** These words after what a spare is told besides. */
    static List<String> ofSpare(List<String> words) {
        List<String> all = new ArrayList<>(UNSEEN);
        all.addAll(words);
        return all;
    }

    /** Whether children collect garbage with one thread. */
    boolean choosesCollector() {
        return this != JVM;
    }

    /**
     * That of this program.
     *
     * @throws IllegalArgumentException if it is none
     */
    static StartPolicy ofProgram() {
        String said = System.getProperty(PROPERTY);
        if (said == null) {
            return BALANCED;
        }
        try {
            return valueOf(said.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=" + said + " is no start policy: say fast, balanced or jvm", e);
        }
    }
}
