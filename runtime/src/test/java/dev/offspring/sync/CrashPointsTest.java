package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.OtherJvm;
import dev.offspring.channel.ChannelOperation;
import dev.offspring.memory.CrashPoints;
import dev.offspring.memory.Heap;
import dev.offspring.memory.Session;
import dev.offspring.memory.StoreSites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Property: a process may end at any store to shared memory of any operation, and what it worked on is usable by the others
 * within a bound, or tells them that its owner died. And no store in the code of memory, sync, shared and channel is left out.
 */
final class CrashPointsTest {
    private static final List<String> OPTIONS = List.of("-Doffspring.steps=true", "-XX:TieredStopAtLevel=1");

    private static final boolean IN_NAMED_FILE = Boolean.getBoolean("offspring.file");
    private static final boolean WITHOUT_FUTEX = "portable".equals(System.getProperty("offspring.wait"));

    /** Methods whose stores nobody makes in this mode; they are visited when this test runs in the other. */
    private static boolean isNotOfThisMode(String method) {
        return switch (method) {
            case "Blocks.releasePages" -> IN_NAMED_FILE; // where pages are not given back
            case "Vigil.begin" -> WITHOUT_FUTEX; // where nobody can be told of deaths
            default -> method.startsWith("Space.") && !IN_NAMED_FILE; // where space must be reserved
        };
    }

    private final Set<String> visited = ConcurrentHashMap.newKeySet();
    private final Set<String> passed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Test
    void operations_haltedBeforeEachOfTheirStores_leaveTheirThingsUsable() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<?>> all = new ArrayList<>();
            for (Scenario operation : all()) {
                if (operation.isOfMemory()) {
                    continue;
                }
                all.add(two.submit(() -> {
                    explore(operation);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                try {
                    one.get(10, TimeUnit.MINUTES);
                } catch (java.util.concurrent.ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }
        for (Scenario operation : all()) {
            if (operation.isOfMemory()) {
                try {
                    explore(operation);
                } catch (AssertionError e) {
                    failures.add(e);
                }
            }
        }
        int points = counts.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("crash points: " + points + " in " + counts.size() + " operations, at " + visited.size()
                + " stores, all visited: " + new TreeMap<>(counts));
        failures.forEach(Throwable::printStackTrace);
        assertThat(failures).isEmpty();
        assertThat(missed()).as("stores at which no process was halted").isEmpty();
    }

    private static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(List.of(Operation.values()));
        all.addAll(List.of(ChannelOperation.values()));
        return all;
    }

    private Set<String> missed() throws Exception {
        Path classes = Path.of(
                Lock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, String> missed = new TreeMap<>();
        for (String part : List.of("memory", "sync", "shared", "channel")) {
            missed.putAll(StoreSites.below(classes.resolve("dev/offspring").resolve(part)));
        }
        missed.keySet().removeAll(visited);
        missed.values().removeIf(CrashPointsTest::isNotOfThisMode);
        return missed.keySet();
    }

    private void explore(Scenario operation) throws Exception {
        int points = operation.isTour() ? tour(operation) : walk(operation);
        counts.put(operation.name(), points);
        assertThat(points).as("stores of %s", operation).isPositive();
        // The same operation makes other stores when it finds another heap: what the last run has passed is seen to,
        // too.
        for (String site : passed) {
            if (!visited.contains(site)) {
                isHalted(operation, site);
            }
        }
    }

    private int walk(Scenario operation) throws Exception {
        int number = 1;
        while (isHalted(operation, Integer.toString(number))) {
            number++;
        }
        return number - 1;
    }

    private int tour(Scenario operation) throws Exception {
        Set<String> before = Set.copyOf(passed);
        isHalted(operation, "nowhere");
        Set<String> places = new TreeSet<>(passed);
        places.removeAll(before);
        int halted = 0;
        for (String place : places) {
            halted += isHalted(operation, place) ? 1 : 0;
        }
        return halted;
    }

    /** False if the operation was over before it came there. */
    private boolean isHalted(Scenario operation, String where) throws Exception {
        Heap.giveLowSlots();
        List<Object> things = operation.make();
        Event go = Event.create();
        List<String> arguments = new ArrayList<>(List.of(
                Session.current().address().text(),
                operation.getDeclaringClass().getName(),
                operation.name(),
                where));
        arguments.add(Things.text(go));
        things.forEach(thing -> arguments.add(Things.text(thing)));
        try (OtherJvm child = OtherJvm.start(OPTIONS, CrashWorker.class, arguments.toArray(String[]::new))) {
            child.awaitLine("ready");
            Parties parties = new Parties(child, go);
            operation.before(things, parties);
            go.set();
            operation.during(things, parties);
            int status = child.awaitStatus();
            String said = child.said();
            assertThat(status).as("%s %s: %s", operation, where, said).isIn(0, CrashPoints.STATUS);
            said.lines()
                    .filter(line -> line.startsWith("halted "))
                    .forEach(line -> visited.add(line.substring("halted ".length())));
            said.lines().filter(line -> line.startsWith("passed ")).forEach(line -> {
                passed.addAll(List.of(line.substring("passed ".length()).split(" ", -1)));
                passed.remove("");
            });
            try {
                operation.after(things, parties);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(operation + " halted before " + where + ": " + said, e);
            }
            return status == CrashPoints.STATUS;
        } finally {
            go.close();
            for (Object thing : things) {
                ((AutoCloseable) thing).close();
            }
        }
    }
}
