package dev.offspring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.OtherJvm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Property: whatever a process does in the arena, it may die before any store of it, and whoever repairs that before any
 * store of the repair; or be stopped there while another does anything, or dies at that. Afterwards every block is free and
 * on one list, or alive; what a process uses has not been taken from it; and all memory handed out is zero.
 */
final class EveryDeathTest {
    /** They work on the current session: real processes are halted in them, by the tests of sync. */
    private static final List<String> ELSEWHERE = List.of("Globals:", "Session:", "Block:", "Parcel:", "Vigil:");

    @Test
    void arena_deathAtEveryStore_leavesAWholeHeap() throws Exception {
        Set<String> visited = new TreeSet<>();
        try (OtherJvm dying = start("die", false);
                OtherJvm dyingInAFile = start("die", true)) {
            visited.addAll(sites(dying));
            visited.addAll(sites(dyingInAFile));
        }
        try (OtherJvm stopped = start("stop", false)) {
            visited.addAll(sites(stopped));
        }
        Path classes = Path.of(Session.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> missed =
                StoreSites.below(classes.resolve("dev/offspring/memory")).keySet();
        missed.removeAll(visited);
        missed.removeIf(site -> ELSEWHERE.stream().anyMatch(site::startsWith));
        System.out.println("all " + visited.size() + " stores of the arena visited");
        assertThat(missed).as("stores at which nobody died").isEmpty();
    }

    private static OtherJvm start(String how, boolean file) throws Exception {
        List<String> options = List.of("-Doffspring.steps=true", "-Doffspring.arena=64m", "-Doffspring.file=" + file);
        return OtherJvm.start(options, EveryDeath.class, how);
    }

    private static List<String> sites(OtherJvm jvm) throws Exception {
        jvm.awaitExit();
        jvm.said().lines().filter(line -> !line.startsWith("sites ")).forEach(System.out::println);
        return Arrays.asList(jvm.awaitLine("sites ").split(" ", -1));
    }
}
