package dev.offspring.tests.pool;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.Worker;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.sync.Event;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What the workers of these tests do. */
final class Deeds {
    private Deeds() {}

    @ProcessTarget
    static void nothing() {}

    @ProcessTarget
    static int square(int number) {
        return number * number;
    }

    @ProcessTarget
    static String echo(String text) {
        return text;
    }

    @ProcessTarget
    static int anything(Object thing) {
        return thing.hashCode();
    }

    @ProcessTarget
    static int length(byte[] bytes) {
        return bytes.length;
    }

    @ProcessTarget
    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i += 4096) {
            bytes[i] = (byte) (i >> 12);
        }
        return bytes;
    }

    @ProcessTarget
    static long pid() {
        return ProcessHandle.current().pid();
    }

    /** So that one worker cannot run all of them before the other has begun. */
    @ProcessTarget
    static long pidAfter(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return ProcessHandle.current().pid();
    }

    @ProcessTarget
    static int oddOnly(int number) throws IOException {
        if (number % 2 == 0) {
            throw new IOException(number + " is even", new IllegalStateException("beneath"));
        }
        return number;
    }

    @ProcessTarget
    static void exit(int status) {
        System.exit(status);
    }

    /** Says something to standard error, and dies as if it had crashed. */
    @ProcessTarget
    static int lastWords(String words) throws IOException, InterruptedException {
        System.err.println(words);
        System.err.flush();
        kill();
        return 0;
    }

    @ProcessTarget
    static int dieIfOdd(int number) throws IOException, InterruptedException {
        if (number % 2 == 1) {
            kill();
        }
        return number;
    }

    /** Dies in each process but the second. */
    @ProcessTarget
    static int dieOnce(Path mark) throws IOException, InterruptedException {
        if (Files.notExists(mark)) {
            Files.createFile(mark);
            kill();
        }
        return 42;
    }

    /** Does not end when it is run for the first time. */
    @ProcessTarget
    static int hangOnce(Path mark) throws IOException, InterruptedException {
        if (Files.notExists(mark)) {
            Files.createFile(mark);
            TimeUnit.MINUTES.sleep(5);
        }
        return 42;
    }

    @ProcessTarget
    static int lengthOfLastWords(String words) throws IOException, InterruptedException {
        kill();
        return words.length();
    }

    private static int timesReady;

    /** An initialiser that takes its time. */
    @ProcessTarget
    static void becomeReady(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        timesReady++;
    }

    /** How often this worker has become ready. */
    @ProcessTarget
    static int isReady() {
        return timesReady;
    }

    static void kill() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
        TimeUnit.MINUTES.sleep(1);
    }

    @ProcessTarget
    @SuppressWarnings("restricted")
    static void segfault() {
        MemorySegment.ofAddress(0).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, 1L);
    }

    @ProcessTarget
    static void sleep(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    @ProcessTarget
    static void sleepAnd(Event begun) throws InterruptedException {
        begun.set();
        TimeUnit.MINUTES.sleep(5);
    }

    @ProcessTarget
    static int await(Event gate) throws InterruptedException {
        return gate.await(Duration.ofSeconds(60)) ? 1 : 0;
    }

    @ProcessTarget
    static int sayAndAwait(Event begun, Event gate) throws InterruptedException {
        begun.set();
        return gate.await(Duration.ofSeconds(60)) ? 1 : 0;
    }

    /** Ends when it is interrupted, and says so. */
    @ProcessTarget
    static void sleepUntilInterrupted(Event begun, Event interrupted) throws InterruptedException {
        try {
            begun.set();
            TimeUnit.MINUTES.sleep(5);
        } catch (InterruptedException e) {
            interrupted.set();
            throw e;
        }
    }

    /** Does not care for interrupts. */
    @ProcessTarget
    @SuppressWarnings("CatchAndPrintStackTrace")
    static void goOn(Event begun) {
        begun.set();
        while (true) {
            boolean ignored = Thread.interrupted();
            Thread.onSpinWait();
        }
    }

    /** Counts how often each number is begun, in memory that all see. */
    @ProcessTarget
    static int count(SharedIntArray begun, int number) {
        begun.getAndAdd(number, 1);
        return number;
    }

    @ProcessTarget
    static int countAndMaybeDie(SharedIntArray begun, int number, boolean dies)
            throws IOException, InterruptedException {
        begun.getAndAdd(number, 1);
        if (dies) {
            kill();
        }
        return number;
    }

    @ProcessTarget
    static int fillHeap() {
        List<byte[]> hoard = new ArrayList<>();
        while (hoard.size() < Integer.MAX_VALUE) {
            hoard.add(new byte[1 << 20]);
        }
        return hoard.size();
    }

    /** Takes native memory, and keeps it. */
    @ProcessTarget
    static long takeMemory(long bytes) {
        MemorySegment segment = Arena.global().allocate(bytes);
        for (long i = 0; i < bytes; i += 4096) {
            segment.set(ValueLayout.JAVA_BYTE, i, (byte) 1);
        }
        return ProcessHandle.current().pid();
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

    /** What came of an exception whose own methods throw errors. */
    @ProcessTarget
    static void failOddly() {
        throw new OddException();
    }

    @ProcessTarget
    static int overflow(int depth) {
        return depth < 0 ? 0 : 1 + overflow(depth + 1);
    }

    @ProcessTarget
    static String whichWorker() {
        return Worker.current().pool() + " " + Worker.current().number() + " "
                + Thread.currentThread().isInterrupted();
    }

    // Initialisers.

    @ProcessTarget
    static void open(String what) {
        Worker.current().state().put("open", what);
    }

    @ProcessTarget
    static String opened() {
        return String.valueOf(Worker.current().state().get("open"));
    }

    @ProcessTarget
    static long useUp() {
        Worker worker = Worker.current();
        long before = (long) worker.state().getOrDefault("uses", 0L);
        worker.state().put("uses", before + 1);
        return before;
    }

    @ProcessTarget
    static void failToOpen() {
        throw new IllegalStateException("no such database");
    }

    @ProcessTarget
    static void hang() throws InterruptedException {
        TimeUnit.MINUTES.sleep(5);
    }

    // Pools in workers.

    @ProcessTarget
    static int sumOfSquares(int upTo) throws InterruptedException {
        try (Pool pool = Pool.with(PoolOptions.create().workers(1).heap("32m"))) {
            return pool
                    .map(DeedsTargets::square, IntStream.range(0, upTo).boxed().toList())
                    .stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }
    }

    // What is seen from outside.

    @ProcessTarget
    static void log(String text) {
        System.getLogger("tests.worker").log(System.Logger.Level.WARNING, text, new IllegalStateException("its cause"));
    }

    @ProcessTarget
    static void print(String text) {
        System.out.println(text);
    }

    @ProcessTarget
    static String context() {
        return ThreadContext.text();
    }

    /** Its methods throw what nobody expects. */
    static final class OddException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError("it does not even say what it is");
        }
    }
}
