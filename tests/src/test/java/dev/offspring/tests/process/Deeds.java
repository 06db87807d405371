package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import dev.offspring.shared.SharedInt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the children of these tests do. */
final class Deeds {
    private Deeds() {}

    @ProcessTarget
    static void nothing() {}

    @ProcessTarget
    static String echo(String text) {
        return text;
    }

    @ProcessTarget
    static int addAll(int first, int... more) {
        int sum = first;
        for (int i : more) {
            sum += i;
        }
        return sum;
    }

    @ProcessTarget
    static byte[] bytes(int count) {
        return new byte[count];
    }

    @ProcessTarget
    static void fail(String message) throws IOException {
        throw new IOException(message, new IllegalStateException("beneath"));
    }

    @ProcessTarget
    static void failOddly() {
        throw new OddException(Thread.currentThread());
    }

    @ProcessTarget
    static int overflow(int depth) {
        return depth < 0 ? 0 : 1 + overflow(depth + 1);
    }

    @ProcessTarget(heap = "32m")
    static int fillHeap() {
        List<byte[]> hoard = new ArrayList<>();
        while (hoard.size() < Integer.MAX_VALUE) {
            hoard.add(new byte[1 << 20]);
        }
        return hoard.size();
    }

    @ProcessTarget
    static Object unencodable() {
        return new Object() {
            @Override
            public String toString() {
                return "no way";
            }
        };
    }

    @ProcessTarget
    static void takeAnything(Object anything) {}

    /** Touches shared memory, so that it is mapped, and then the null address. */
    @ProcessTarget
    @SuppressWarnings("restricted")
    static void crash(SharedInt touched) {
        touched.addAndGet(1);
        MemorySegment.ofAddress(0).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, 1L);
    }

    /** Overwrites this process's own link, as native code that runs wild could: a state, a length, and some bytes. */
    @ProcessTarget
    static String scribble(int state, long length, int garbage) throws IOException {
        try (RandomAccessFile link = new RandomAccessFile(ownLink(), "rw")) {
            link.seek(link.length());
            for (int i = 0; i < garbage; i++) {
                link.write(0xEE);
            }
            link.seek(16);
            link.writeInt(state);
            link.writeInt(0);
            link.writeLong(length);
        }
        Runtime.getRuntime().halt(0);
        return "never";
    }

    @ProcessTarget
    static int makeShared() {
        try (SharedInt shared = SharedInt.create(1)) {
            return shared.get();
        }
    }

    @ProcessTarget
    static int makeSharedInAChild() throws InterruptedException {
        try (ChildProcess<Integer> child = DeedsTargets.makeShared().start()) {
            return child.result();
        }
    }

    @ProcessTarget
    static void addWhenInterrupted(SharedInt number) {
        try {
            TimeUnit.MINUTES.sleep(5);
        } catch (InterruptedException e) {
            number.addAndGet(1);
        }
    }

    /**
     * As native code that runs wild: maps all of the runtime's memory that this process has open, and fills it with random bytes
     * by its address. Nothing else is touched: root may write to the JDK's own files.
     */
    @ProcessTarget
    @SuppressWarnings("restricted")
    static String runWild(long seed, boolean halt) throws IOException {
        Random random = new Random(seed);
        int written = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                String target = Files.isSymbolicLink(descriptor)
                        ? Files.readSymbolicLink(descriptor).toString()
                        : "";
                boolean isOurs =
                        target.startsWith("/memfd:") || (target.contains("/offspring-") && !target.endsWith(".jar"));
                if (!isOurs) {
                    continue; // a jar of the build least of all
                }
                if (target.contains("session")) {
                    throw new IllegalStateException("the session is open in an isolated process");
                }
                try (RandomAccessFile file = new RandomAccessFile(descriptor.toFile(), "rw")) {
                    MemorySegment mapped =
                            file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, file.length(), Arena.global());
                    byte[] noise = new byte[(int) mapped.byteSize()];
                    random.nextBytes(noise);
                    MemorySegment.ofAddress(mapped.address())
                            .reinterpret(noise.length)
                            .copyFrom(MemorySegment.ofArray(noise));
                    written++;
                }
            }
        }
        if (halt) {
            Runtime.getRuntime().halt(0);
        }
        return "wrote to " + written + " files";
    }

    private static String ownLink() throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).toString().contains("scribble-")) {
                    return descriptor.toString();
                }
            }
        }
        throw new IllegalStateException("this process has no link");
    }

    @ProcessTarget
    static void exit(int status) {
        System.exit(status);
    }

    @ProcessTarget
    static void halt(int status) {
        Runtime.getRuntime().halt(status);
    }

    @ProcessTarget
    static void sleep(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** Ignores interrupts, and SIGTERM for as long as its hook hangs. */
    @ProcessTarget
    static void hangInHook() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        }));
        System.out.println("hangs");
        TimeUnit.MINUTES.sleep(5);
    }

    /** Returns at once, but leaves a thread that the process has to wait for. */
    @ProcessTarget
    static String leaveThread(long millis) {
        new Thread(() -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(millis);
                        System.out.println("the thread is done");
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .start();
        return "left";
    }

    @ProcessTarget
    static String whoAmI() {
        return Processes.current().pid() + " " + Processes.current().name() + " "
                + Processes.current().depth() + " "
                + Processes.parent().orElseThrow().pid() + " "
                + Processes.parent().orElseThrow().name();
    }

    /** A child of a child: its identity as it sees itself. */
    @ProcessTarget
    static String grandchild() throws InterruptedException {
        try (ChildProcess<String> child = DeedsTargets.whoAmI().start()) {
            return child.result();
        }
    }

    /** Starts a child that sleeps, says both pids, and sleeps too. */
    @ProcessTarget
    static void sleepingFamily() throws InterruptedException {
        ChildProcess<Void> child = DeedsTargets.sleep(300_000).start();
        System.out.println("family " + Processes.current().pid() + " " + child.pid());
        TimeUnit.MINUTES.sleep(5);
    }

    /** A child, and a shell that ignores SIGTERM and has a child: says all four pids, and sleeps. */
    @ProcessTarget
    static void stubbornFamily() throws Exception {
        ChildProcess<Void> child = DeedsTargets.sleep(300_000).start();
        Process shell = new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 300 & echo $!; wait").start();
        String sleeping = shell.inputReader().readLine();
        System.out.println(Processes.current().pid() + " " + child.pid() + " " + shell.pid() + " " + sleeping);
        TimeUnit.MINUTES.sleep(5);
    }

    /** Starts a process that stays: gives its pid. */
    @ProcessTarget
    static long leaveProcess() throws IOException {
        return new ProcessBuilder("sleep", "300")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .pid();
    }

    /** How many this process has, and has them while others are started. */
    @ProcessTarget
    static long countDescriptors() throws IOException {
        var _ = leaveThread(300_000);
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @ProcessTarget
    static String variable(String name) {
        return System.getenv(name);
    }

    @ProcessTarget
    static int length(StringBuilder text) {
        return text.length();
    }

    /** Whether this process is a daemon; its child, of which nothing is said; and one that is said not to be. */
    @ProcessTarget
    static String daemonOfADaemon() throws InterruptedException {
        try (ChildProcess<Void> child = DeedsTargets.nothing().start();
                ChildProcess<Void> other =
                        DeedsTargets.nothing().process().daemon(false).start()) {
            return Processes.current().isDaemon() + " " + child.isDaemon() + " " + other.isDaemon();
        }
    }

    /** Who the last of so many generations is. */
    @ProcessTarget
    static String descend(int generations) throws InterruptedException {
        if (generations == 1) {
            return Processes.current().name() + " at " + Processes.current().depth();
        }
        try (ChildProcess<String> child = DeedsTargets.descend(generations - 1).start()) {
            return child.result();
        }
    }

    @ProcessTarget
    static void sleepBeside(long millis, SharedInt number) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis + number.get());
    }

    /** When its parent is gone: starts a child, shares a number with it, and writes down what became of it. */
    @ProcessTarget
    static void outlive(Path note) throws Exception {
        long parent = Processes.parent().orElseThrow().pid();
        while (ProcessHandle.of(parent).isPresent()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        SharedInt number = SharedInt.create(1);
        try (ChildProcess<Void> child = DeedsTargets.addOne(number).start()) {
            child.result();
        }
        Path written = Files.writeString(note.resolveSibling("writing"), Integer.toString(number.get()));
        Files.move(written, note, StandardCopyOption.ATOMIC_MOVE);
    }

    @ProcessTarget
    static void addOne(SharedInt number) {
        number.addAndGet(1);
    }

    @ProcessTarget
    static void speakAfter(long millis, String text) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        System.out.println(text);
    }

    @ProcessTarget
    static void sleepAloud() throws InterruptedException {
        System.out.println("sleeper " + Processes.current().pid());
        TimeUnit.MINUTES.sleep(5);
    }

    /** Starts itself again, and again. */
    @ProcessTarget
    static void bomb() throws InterruptedException {
        try (ChildProcess<Void> child = DeedsTargets.bomb().start()) {
            child.result();
        }
    }

    @ProcessTarget
    static void speak(int lines) {
        for (int i = 0; i < lines; i++) {
            System.out.println("out " + i);
            System.err.println("err " + i);
        }
    }

    /** The text, and no line end. */
    @ProcessTarget
    static void unfinished(String text) {
        System.out.print(text);
        System.out.flush();
    }

    @ProcessTarget
    static void speakAndAdd(int lines, SharedInt number) {
        speak(lines);
        number.addAndGet(1);
    }

    @ProcessTarget
    static String closeOutput() {
        System.out.println("before");
        System.out.close();
        System.err.close();
        System.out.println("after");
        return "returned";
    }

    /** An exception that cannot be encoded field by field, and whose constructor nobody else can call. */
    @SuppressWarnings("OverrideThrowableToString") // odd is what it is to be
    static final class OddException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Thread thread;

        OddException(Thread thread) {
            super("odd");
            this.thread = thread;
        }

        @Override
        public String toString() {
            return "odd in " + thread.getName();
        }
    }
}
