package dev.offspring.sync;

import dev.offspring.OtherJvm;
import dev.offspring.memory.Session;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Another JVM of the session, whose threads do what a test tells them; waits in the same way as this one. */
public final class SyncJvm {
    private static final long MOST_SECONDS = 20;
    private static final ConcurrentLinkedDeque<SyncJvm> IDLE = new ConcurrentLinkedDeque<>();

    private final Process process;
    private final ObjectOutputStream letters;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<@Nullable Object>> questions = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<?>> deeds = ConcurrentHashMap.newKeySet();
    private boolean stopped;

    private SyncJvm(Process process) throws IOException {
        this.process = process;
        this.letters = new ObjectOutputStream(process.getOutputStream());
        letters.flush();
        Thread.ofPlatform().daemon().name("letters of " + process.pid()).start(this::listen);
    }

    /** One that has nothing to do. */
    static SyncJvm borrow() {
        SyncJvm idle = IDLE.poll();
        return idle != null ? idle : start();
    }

    /** One that has met nothing shared yet, and so is not known to the others. */
    static SyncJvm start() {
        // They live for seconds: better code would come too late, and takes processors from what is measured.
        // Two carriers, however many processors there are: threads that hold one while they wait are found out.
        List<String> options = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Djdk.virtualThreadScheduler.parallelism=2",
                "-Djdk.virtualThreadScheduler.maxPoolSize=2"));
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("offspring.")) {
                options.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        String session = Session.current().address().text();
        try {
            return new SyncJvm(new ProcessBuilder(OtherJvm.command(options, SyncWorker.class, session))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the next test, or killed if it is still busy with this one. */
    void giveBack() {
        boolean idle = process.isAlive() && !stopped && deeds.stream().allMatch(CompletableFuture::isDone);
        deeds.clear();
        if (idle) {
            IDLE.push(this);
        } else {
            process.destroyForcibly();
        }
    }

    public long pid() {
        return process.pid();
    }

    public Hand hand(boolean virtual) {
        return new Far(this, numbers.getAndIncrement(), virtual);
    }

    /** As {@code kill -9}; it is gone when this returns. */
    public void kill() throws InterruptedException {
        IDLE.addLast(start()); // its replacement starts while the test goes on
        process.destroyForcibly();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("pid " + pid() + " survives SIGKILL");
        }
    }

    /** All its threads stand still, wherever they are, when this returns: the signal alone only asks for that. */
    public void stop() throws IOException, InterruptedException {
        stopped = true;
        signal("-STOP");
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(MOST_SECONDS))
                .until(this::standsStill);
    }

    private boolean standsStill() throws IOException {
        Path threads = Path.of("/proc", Long.toString(pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true; // no Linux: the signal must do
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
        } catch (NoSuchFileException ended) {
            return false; // a thread that has just ended: once more
        }
        return true;
    }

    /** They go on. */
    public void goOn() throws IOException, InterruptedException {
        signal("-CONT");
        stopped = false;
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(pid())).start();
        if (!kill.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("kill " + signal + " " + pid() + " failed");
        }
    }

    private void listen() {
        try (ObjectInputStream answers = new ObjectInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (answers.readObject() instanceof Letter.Answer answer) {
                CompletableFuture<@Nullable Object> question = questions.remove(answer.number());
                if (question != null && answer.failure() != null) {
                    question.completeExceptionally(answer.failure());
                } else if (question != null) {
                    question.complete(answer.value());
                }
            }
        } catch (IOException | ClassNotFoundException e) {
            questions.values().forEach(question -> question.completeExceptionally(e)); // it is gone
        }
    }

    private synchronized void send(Letter letter) {
        try {
            letters.writeObject(letter);
            letters.reset();
            letters.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("pid " + pid() + " is gone", e);
        }
    }

    private CompletableFuture<@Nullable Object> ask(int number, Letter letter) {
        CompletableFuture<@Nullable Object> question = new CompletableFuture<>();
        questions.put(number, question);
        send(letter);
        return question;
    }

    private static final class Far extends Hand {
        private final SyncJvm jvm;
        private final int number;
        private final boolean virtual;

        Far(SyncJvm jvm, int number, boolean virtual) {
            this.jvm = jvm;
            this.number = number;
            this.virtual = virtual;
        }

        @Override
        @SuppressWarnings("unchecked")
        <T, R> CompletableFuture<R> start(T shared, Deed<T, R> deed) {
            int question = jvm.numbers.getAndIncrement();
            CompletableFuture<R> answer = (CompletableFuture<R>) jvm.ask(
                    question, new Letter.Order(question, number, virtual, Letter.encode(shared), (Deed<Object, Object>)
                            (Deed<?, ?>) deed));
            jvm.deeds.add(answer);
            return answer;
        }

        @Override
        public void interrupt() {
            jvm.send(new Letter.Interrupt(number));
        }

        @Override
        boolean isAsleep() {
            int question = jvm.numbers.getAndIncrement();
            Object asleep = jvm.ask(question, new Letter.Look(question, number))
                    .orTimeout(MOST_SECONDS, TimeUnit.SECONDS)
                    .join();
            return Boolean.TRUE.equals(asleep);
        }

        @Override
        public String toString() {
            return (virtual ? "a virtual" : "a") + " thread of pid " + jvm.pid();
        }
    }
}
