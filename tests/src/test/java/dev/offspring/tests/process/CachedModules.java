package dev.offspring.tests.process;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that has a cache made, and says what a child that uses it is like. */
final class CachedModules {
    private CachedModules() {}

    /** Of a program that uses Kryo itself. */
    static final class Point {
        private final int x = 3;
        private final List<String> names = new ArrayList<>(List.of("a"));

        @Override
        public String toString() {
            return names + ":" + x;
        }
    }

    @ProcessTarget
    static int square(int number) {
        return number * number;
    }

    @ProcessTarget
    static String path() {
        return System.getProperty("java.class.path");
    }

    /** That of this process, or nothing. */
    @ProcessTarget
    static String cache() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.endsWith(".aot"))
                    .map(line -> line.substring(line.lastIndexOf('/') + 1))
                    .findFirst()
                    .orElse("");
        }
    }

    @ProcessTarget
    static Map<String, String> look(String classPath) throws Exception {
        Map<String, String> seen = own(classPath);
        try (ChildProcess<Map<String, String>> grandchild =
                CachedModulesTargets.own(classPath).start()) {
            grandchild.result().forEach((key, value) -> seen.put("grandchild." + key, value));
        }
        try (Pool pool = Pool.of(2)) {
            seen.put(
                    "pool",
                    pool.map(CachedModulesTargets::square, List.of(1, 2, 3)).toString());
        }
        Processes.prestart(1);
        try (ChildProcess<Map<String, String>> warm =
                CachedModulesTargets.own(classPath).start()) {
            warm.result().forEach((key, value) -> seen.put("warm." + key, value));
        } finally {
            Processes.prestart(0);
        }
        return seen;
    }

    @ProcessTarget
    static Map<String, String> own(String classPath) throws Exception {
        Map<String, String> seen = resources();
        seen.put("runtime", "" + ChildProcess.class.getModule().getName());
        seen.put("program", "" + CachedModules.class.getModule().getName());
        seen.put("loader", "" + ChildProcess.class.getClassLoader().equals(CachedModules.class.getClassLoader()));
        seen.put("path", "" + System.getProperty("java.class.path").equals(classPath));
        seen.put("kryo", byOwnKryo(new Point()).toString());
        return seen;
    }

    /** Where there is what the program looks for: in its folder, in a jar of its own, and in one of ours. */
    @ProcessTarget
    static Map<String, String> resources() throws IOException {
        Map<String, String> seen = new TreeMap<>();
        seen.put("cached", "" + !cache().isEmpty());
        seen.put("folder", all("dev/offspring/tests/process/CachedModules.class"));
        seen.put("jar", all("META-INF/maven/org.assertj/assertj-core/pom.properties"));
        seen.put("ours", all("dev/offspring/process/ChildProcess.class"));
        return seen;
    }

    private static String all(String resource) throws IOException {
        return Collections.list(CachedModules.class.getClassLoader().getResources(resource))
                .toString();
    }

    /** The cache of one that any target may become. */
    private static String ofSpare() throws InterruptedException {
        Processes.prestart(1);
        try {
            String cache = "none serves";
            for (int i = 0; i < 200 && !cache.endsWith(".aot"); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                try (ChildProcess<String> child =
                        CachedModulesTargets.cacheOfSpare().start()) {
                    cache = child.result();
                }
            }
            return cache;
        } finally {
            Processes.prestart(0);
        }
    }

    /** Nothing if this process was none. */
    @ProcessTarget
    static String cacheOfSpare() throws IOException {
        return "spare".equals(System.getProperty("offspring.child")) ? cache() : "";
    }

    /** With the names of its classes, which its loader must find. */
    private static Object byOwnKryo(Object value) {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        Output out = new Output(100, -1);
        kryo.writeClassAndObject(out, value);
        return kryo.readClassAndObject(new Input(out.toBytes()));
    }

    /** Prints what is seen, a line each. */
    public static void main(String[] args) throws Exception {
        String classPath;
        try (ChildProcess<String> first = CachedModulesTargets.path().start()) {
            classPath = first.result();
        }
        try (ChildProcess<Map<String, String>> first =
                CachedModulesTargets.resources().start()) {
            first.result().forEach((key, value) -> System.out.println("first." + key + "=" + value));
        }
        String ofChildren = "";
        for (int i = 0; i < 500 && ofChildren.isEmpty(); i++) {
            try (ChildProcess<String> child = CachedModulesTargets.cache().start()) {
                ofChildren = child.result();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        String ofWorkers = "";
        // Until there is theirs they use that of children.
        for (int i = 0; i < 500 && (ofWorkers.isEmpty() || ofWorkers.equals(ofChildren)); i++) {
            try (Pool pool = Pool.of(1)) {
                ofWorkers = pool.call(CachedModulesTargets.cache());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        System.out.println("one for both=" + ofWorkers.equals(ofChildren));
        try (Pool small = Pool.with(PoolOptions.create().workers(1).heap("8m").jvmArgs("-Xms8m"))) {
            System.out.println("small as a child="
                    + small.call(CachedModulesTargets.cache()).equals(ofChildren));
        }
        System.out.println("spare as a child=" + ofSpare().equals(ofChildren));
        try (Pool pool = Pool.of(1)) {
            new TreeMap<>(pool.call(CachedModulesTargets.own(classPath)))
                    .forEach((key, value) -> System.out.println("worker." + key + "=" + value));
        }
        try (ChildProcess<Map<String, String>> child =
                CachedModulesTargets.look(classPath).start()) {
            new TreeMap<>(child.result()).forEach((key, value) -> System.out.println(key + "=" + value));
        }
    }
}
