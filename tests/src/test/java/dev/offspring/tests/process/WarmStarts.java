package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.error.ChildDiedException;
import dev.offspring.error.StartException;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Output;
import dev.offspring.process.Processes;
import dev.offspring.process.Ps;
import dev.offspring.process.Task;
import dev.offspring.tests.TestJvm;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.Pipe.SourceChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program that has spare processes; its first argument says what happens to them. It prints "ok" if all was as it should be. */
final class WarmStarts {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

    private WarmStarts() {}

    /** Says, by a system property of the JVM alone, when it is initialised. */
    static final class Noisy {
        private Noisy() {}

        static {
            System.out.println("initialised in " + Processes.current().name());
        }

        @ProcessTarget
        static String speak() {
            return Processes.current().name() + " " + Processes.activeChildren().size();
        }
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "ends" -> ends();
            case "other" -> otherOptions();
            case "killed" -> killed();
            case "kinds" -> manyKinds();
            case "stopped" -> stopped();
            case "jar" -> replacedJar(Path.of(args[1]), Path.of(args[2]));
            case "pool" -> pool();
            case "replaced" -> replacedWorker();
            case "policy" -> policy();
            case "ps" -> ps();
            case "none" -> none();
            case "heard" -> heard();
            case "late" -> late();
            case "inherited" -> inherited();
            case "words" -> System.out.println(WarmStartsTargets.words().start().result());
            case "wait" -> awaitInput(!args[1].equals("booting"), args[2]);
            case "descriptors" -> descriptors();
            case "too long" -> tooLong();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("ok");
    }

    /** Says which spares it has, and ends in this way when something is typed. */
    private static void awaitInput(boolean ready, String end) throws Exception {
        Processes.prestart(2);
        Set<Long> spares = ready ? SeenSpares.awaitReady(2) : await(2);
        System.out.println("spares " + spares.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        int ignored = System.in.read();
        switch (end) {
            case "exit" -> System.exit(3);
            case "halt" -> Runtime.getRuntime().halt(4);
            default -> System.out.println(end);
        }
    }

    /** The processes that wait. */
    private static Set<Long> spares() {
        return SeenSpares.all();
    }

    private static Set<Long> await(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Set<Long> there = spares();
        while (there.size() != count) {
            check(System.nanoTime() < deadline, "there are " + there.size() + " spares instead of " + count);
            TimeUnit.MILLISECONDS.sleep(5);
            there = spares();
        }
        return there;
    }

    /** Starts it until a spare serves it: one that has not booted yet does not. */
    static <R> ChildProcess<R> warm(Task<R> task) throws InterruptedException {
        return warm(task, Output.AUTO);
    }

    static <R> ChildProcess<R> warm(Task<R> task, Output output) throws InterruptedException {
        return warm(task.process().output(output));
    }

    static <R> ChildProcess<R> warm(ChildBuilder<R> builder) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Set<Long> spares = spares();
            ChildProcess<R> child = builder.start();
            if (spares.contains(child.pid())) {
                return child;
            }
            check(System.nanoTime() < deadline, "no spare serves " + child);
            child.kill();
            child.join();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    static void check(boolean condition, String problem) {
        if (!condition) {
            throw new AssertionError(problem);
        }
    }

    private static void ends() throws Exception {
        Processes.prestart(2);
        ChildProcess<String> speaks = warm(WarmStartsNoisyTargets.speak());
        check(speaks.result().equals(speaks.name() + " 0"), "it is " + speaks.result());
        speaks.join();
        check(speaks.exitCode().equals(java.util.OptionalInt.of(0)), speaks.toString());
        ChildProcess<Void> exits = warm(DeedsTargets.exit(7));
        exits.join();
        check(exits.exitCode().getAsInt() == 7, exits.toString());
        ChildProcess<Void> fails = warm(DeedsTargets.fail("no"));
        fails.join();
        check(fails.exitCode().getAsInt() == 1, fails.toString());
        ChildProcess<Void> sleeps = warm(DeedsTargets.sleep(60_000));
        sleeps.kill();
        sleeps.join();
        check(sleeps.exitCode().getAsInt() == -9, sleeps.toString());
        ChildProcess<Void> interrupted = warm(DeedsTargets.sleep(60_000));
        TimeUnit.MILLISECONDS.sleep(200);
        interrupted.interrupt();
        interrupted.join();
        check(interrupted.exitCode().getAsInt() == 1, interrupted.toString());
        check(
                DeedsTargets.variable("JUST_HERE")
                        .process()
                        .env("JUST_HERE", "yes")
                        .start()
                        .result()
                        .equals("yes"),
                "env");
    }

    private static void otherOptions() throws Exception {
        Processes.prestart(1);
        Set<Long> spares = SeenSpares.awaitReady(1);
        ChildProcess<String> child = DeedsTargets.variable("HERE")
                .process()
                .env("HERE", "yes")
                .heap("32m")
                .start();
        check(!spares.contains(child.pid()) && child.result().equals("yes"), child.toString());
        child.join();
        check(spares().equals(spares), "the spare was not left alone");
        Processes.prestart(0);
        check(await(0).isEmpty(), "");
    }

    /** More kinds of starts than are remembered: there are never more spares than were asked for, and none is forgotten. */
    private static void manyKinds() throws Exception {
        Processes.prestart(2);
        Set<Long> ignored = await(2);
        for (int i = 0; i < 18; i++) {
            DeedsTargets.nothing()
                    .process()
                    .env("KIND", Integer.toString(i))
                    .start()
                    .join();
            check(spares().size() <= 2, "there are " + spares().size() + " spares");
        }
        Processes.prestart(0);
        check(await(0).isEmpty(), "");
        TimeUnit.MILLISECONDS.sleep(300);
        check(spares().isEmpty(), "a spare has come back");
    }

    private static void killed() throws Exception {
        Processes.prestart(2);
        for (int i = 0; i < 20; i++) {
            Set<Long> spares = SeenSpares.awaitReady(2);
            // Each a moment later, so that some die before their use and some at it.
            Thread killer = Thread.ofPlatform()
                    .start(() ->
                            spares.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly)));
            TimeUnit.MICROSECONDS.sleep(i * 50L);
            ChildProcess<String> child = DeedsTargets.whoAmI().start();
            killer.join();
            if (!spares.contains(child.pid())) {
                check(child.result().contains(child.name()), child.toString());
            }
            child.join(); // if it was killed as a child, that is its own end
        }
    }

    private static void stopped() throws Exception {
        Processes.prestart(1);
        warm(DeedsTargets.nothing()).join();
        Set<Long> spares = SeenSpares.awaitReady(1);
        for (long pid : spares) {
            WarmChildren.signal(pid, "-STOP");
        }
        ChildProcess<String> child = DeedsTargets.whoAmI().start();
        check(!spares.contains(child.pid()), "a stopped spare serves");
        check(child.result().contains(child.name()), child.toString());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (spares().stream().anyMatch(spares::contains)) {
            check(System.nanoTime() < deadline, "the stopped spare is still there");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** What it has open, spares do not keep open: who is at the other end sees that it is closed. */
    private static void descriptors() throws Exception {
        Pipe pipe = Pipe.open();
        try (SourceChannel source = pipe.source();
                ServerSocketChannel server = ServerSocketChannel.open().bind(null)) {
            Processes.prestart(2);
            Set<Long> spares = SeenSpares.awaitReady(2);
            Set<String> own = SeenSpares.open(ProcessHandle.current().pid());
            own.removeIf(name -> !name.matches("(pipe|socket):.*|/dev/zero"));
            check(
                    own.contains("/dev/zero") && server.isOpen(),
                    "it has not inherited /dev/zero: nothing would be proved");
            for (long pid : spares) {
                Set<String> shared = SeenSpares.open(pid);
                shared.retainAll(own);
                check(shared.isEmpty(), "the spare " + pid + " has open " + shared + ", as its parent has");
            }
            pipe.sink().close();
            source.configureBlocking(false);
            check(source.read(ByteBuffer.allocate(1)) == -1, "somebody else can write into the pipe");
            check(SeenSpares.awaitReady(2).equals(spares), "the spares were others");
        }
    }

    /** In a process that cannot write files of that length, to tell arguments to a spare fails as to tell them to a cold child does. */
    private static void tooLong() throws Exception {
        Processes.prestart(1);
        long spare = SeenSpares.awaitReady(1).iterator().next();
        try {
            ChildProcess<String> child = DeedsTargets.echo("x".repeat(32 << 20)).start();
            throw new AssertionError("it has its arguments: " + child);
        } catch (StartException e) {
            check(e.toString().contains("could not be started: the link of process echo-"), e.toString());
        }
        TestJvm.awaitGone(spare, Duration.ofSeconds(10)); // so it was taken
        check(DeedsTargets.echo("short").start().result().equals("short"), "");
    }

    /** The class path has one jar more, in whose place another comes while a spare waits that has opened it. */
    private static void replacedJar(Path jar, Path newer) throws Exception {
        List<Path> entries = new ArrayList<>(List.of(jar));
        for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
            entries.add(Path.of(entry).toAbsolutePath());
        }
        ChildBuilder<String> says =
                WarmStartsTargets.say("demo.Voice").process().classPath(entries.toArray(Path[]::new));
        Processes.prestart(1);
        Processes.prestart(0);
        Processes.prestart(1);
        ChildProcess<String> first = warm(says);
        check(first.result().equals("old"), first.result());
        first.join();
        Set<Long> old = SeenSpares.awaitReady(1, jar.toString());
        for (long pid : old) {
            check(SeenSpares.hasOpen(pid, jar), "the spare has not opened the jar: nothing would be proved");
        }
        Path ignored = Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        ChildProcess<String> child = says.start();
        check(!old.contains(child.pid()), "a spare that has the old jar serves");
        check(child.result().equals("new"), child.result());
        child.join();
        // It was ready, and nothing else ends it than to be taken and refused.
        for (long pid : old) {
            TestJvm.awaitGone(pid, Duration.ofSeconds(10));
        }
        ChildProcess<String> next = warm(says);
        check(next.result().equals("new"), next.result());
    }

    /** What a class says that is in that jar alone. */
    @ProcessTarget
    static String say(String speaker) throws ReflectiveOperationException {
        return (String) Class.forName(speaker).getMethod("say").invoke(null);
    }

    private static void pool() throws Exception {
        Processes.prestart(2);
        boolean warm = false;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!warm) {
            check(System.nanoTime() < deadline, "no spare becomes a worker");
            Set<Long> spares = spares();
            try (Pool pool = Pool.with(PoolOptions.create().workers(2))) {
                List<Long> pids = pool.map(item -> WarmStartsTargets.pid(), List.of(1, 2));
                warm = spares.containsAll(pids);
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    /** A worker that dies is replaced by a spare. */
    private static void replacedWorker() throws Exception {
        Processes.prestart(2);
        awaitWarmWorker();
        try (Pool pool = single()) {
            long worker = pool.call(WarmStartsTargets.pid());
            // By this word a worker's spare can be told from those for children without options.
            Set<Long> ready = SeenSpares.awaitReady(2, "\0-Djava.util.logging.config.class=");
            check(!ready.contains(worker), "the worker is a spare yet");
            try {
                pool.call(DeedsTargets.halt(3));
                throw new AssertionError("a worker that has halted has answered");
            } catch (ChildDiedException e) {
                check(e.pid() == worker, e.toString());
            }
            long next = pool.call(WarmStartsTargets.pid());
            check(ready.contains(next), "the next worker is " + next + ", and no spare of " + ready);
        }
    }

    /** The first pools make the spares theirs. */
    private static void awaitWarmWorker() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean warm = false;
        while (!warm) {
            check(System.nanoTime() < deadline, "no spare becomes a worker");
            Set<Long> spares = await(2);
            try (Pool pool = single()) {
                warm = spares.contains(pool.call(WarmStartsTargets.pid()));
            }
        }
    }

    private static Pool single() {
        return Pool.with(PoolOptions.create().workers(1));
    }

    @ProcessTarget
    static long pid() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(20);
        return ProcessHandle.current().pid();
    }

    /** This process's command. */
    @ProcessTarget
    static String words() throws IOException {
        return Files.readString(Path.of("/proc/self/cmdline")).replace('\0', ' ');
    }

    @ProcessTarget
    static String property(String name) {
        return String.valueOf(System.getProperty(name));
    }

    /** With {@code -Doffspring.spares=1}: from the first start on, and not in children. */
    private static void policy() throws Exception {
        check(spares().isEmpty(), "a spare before the first start");
        DeedsTargets.nothing().start().join();
        ChildProcess<String> child = warm(WarmStartsTargets.property("offspring.spares"));
        check(child.result().equals("null"), child.result());
        check(await(1).size() == 1, "");
    }

    /** What a spare's output runs is the program's, as if its threads had been made by the start. */
    private static void heard() throws Exception {
        ClassLoader own = new URLClassLoader(new URL[0], WarmStarts.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(own);
        Processes.prestart(1);
        List<ClassLoader> loaders = Collections.synchronizedList(new ArrayList<>());
        Output lines = Output.lines(line -> loaders.add(Thread.currentThread().getContextClassLoader()));
        ChildProcess<String> speaks = warm(WarmStartsNoisyTargets.speak(), lines);
        speaks.join();
        check(!loaders.isEmpty(), "nothing was heard");
        check(loaders.stream().allMatch(own::equals), "heard by " + loaders);
        ChildProcess<Void> sleeps = warm(DeedsTargets.sleep(60_000), lines);
        Future<ClassLoader> told =
                sleeps.onExit().thenApply(child -> Thread.currentThread().getContextClassLoader());
        sleeps.kill();
        ClassLoader atTheEnd = told.get(20, TimeUnit.SECONDS);
        check(own.equals(atTheEnd), "told to " + atTheEnd);
    }

    /** It returns, and its child, which was a spare, has more to say. */
    private static void late() throws Exception {
        Processes.prestart(1);
        ChildProcess<Void> ignored = warm(WarmStartsTargets.speakLate());
    }

    @ProcessTarget
    static void speakLate() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(2_500);
        System.out.println("late");
    }

    /** What a spare is told because it is one. */
    private static void inherited() throws Exception {
        Processes.prestart(1);
        String words = warm(WarmStartsTargets.wordsOfChild()).result();
        check(!words.contains("-XX:-UsePerfData"), words);
    }

    @ProcessTarget
    static String wordsOfChild() throws IOException, InterruptedException {
        check(words().contains("-XX:-UsePerfData"), words());
        return WarmStartsTargets.words().start().result();
    }

    private static void ps() throws Exception {
        Processes.prestart(1);
        ChildProcess<Void> child = warm(DeedsTargets.sleep(60_000));
        System.out.println("child " + child.pid());
        Ps.main(new String[0]);
        child.kill();
        child.join();
    }

    private static void none() throws Exception {
        DeedsTargets.nothing().start().join();
    }
}
