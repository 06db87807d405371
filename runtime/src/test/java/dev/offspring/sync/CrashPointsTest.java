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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Property: a process may end at any store to shared memory of any operation, and what it worked on is usable by the others
 * within a bound, or tells them that its owner died. And no store in the code of memory, sync, shared and channel is left out.
 */
final class CrashPointsTest {
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
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** Nothing that they do is worth compiling. */
    private List<String> options = List.of("-Doffspring.steps=true", "-Xint");

    /** A thousand JVMs are started here, each with less than half of the processor's time if there is a class-data cache. */
    @BeforeEach
    void makeCache(@TempDir Path temp) throws Exception {
        List<String> plain = new ArrayList<>(options);
        plain.addAll(List.of("-cp", OtherJvm.classPathOfJars(temp)));
        Path cache = temp.resolve("worker.aot");
        options = with(plain, "-XX:AOTCacheOutput=" + cache);
        assertThat(isHalted(ChannelOperation.PUT_A_HANDLE, "nowhere", new TreeSet<>()))
                .isFalse(); // which uses the most classes
        assertThat(cache).exists();
        options = with(with(plain, "-XX:AOTCache=" + cache), "-XX:AOTMode=on");
    }

    private static List<String> with(List<String> options, String more) {
        List<String> all = new ArrayList<>(options);
        all.add(more);
        return all;
    }

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
        Set<String> passed = new TreeSet<>();
        int points = operation.isTour() ? tour(operation, passed) : walk(operation, passed);
        counts.put(operation.name(), points);
        assertThat(points).as("stores of %s", operation).isPositive();
        // It makes other stores when it finds another heap: what its last run has passed is seen to, too.
        for (String site : List.copyOf(passed)) {
            if (!visited.contains(site)) {
                isHalted(operation, site, passed);
            }
        }
    }

    private int walk(Scenario operation, Set<String> passed) throws Exception {
        int number = 1;
        while (isHalted(operation, Integer.toString(number), passed)) {
            number++;
        }
        return number - 1;
    }

    private int tour(Scenario operation, Set<String> passed) throws Exception {
        isHalted(operation, "nowhere", passed);
        int halted = 0;
        for (String place : List.copyOf(passed)) {
            halted += isHalted(operation, place, passed) ? 1 : 0;
        }
        return halted;
    }

    /** False if the operation was over before it came there: then the stores that it made are added to {@code passed}. */
    private boolean isHalted(Scenario operation, String where, Set<String> passed) throws Exception {
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
        try (OtherJvm child = OtherJvm.start(options, CrashWorker.class, arguments.toArray(String[]::new))) {
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
