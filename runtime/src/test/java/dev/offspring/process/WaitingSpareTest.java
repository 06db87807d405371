package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.memory.SessionAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Property: a spare has begun or it is gone, so that no task runs twice. The spares here are shells, which take what they are told as a
 * test has it.
 */
@Timeout(60)
final class WaitingSpareTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String MAIN = "demo.TheMainOfATarget";

    /** Takes the boot frame, of {@code $3} bytes, and not one more. */
    private static final String TAKE_BOOT = "dd bs=1 count=\"$3\" of=\"$2\" 2>/dev/null; ";

    /** Says RUNNING in the link: {@code $1}. */
    private static final String SAY_RUNNING =
            "printf '\\000\\000\\000\\001' | dd bs=1 seek=16 conv=notrunc of=\"$1\" 2>/dev/null; ";

    @TempDir
    private Path temp;

    private final ParentLink link = Rehearsal.link("spare");
    private final List<WaitingSpare> begun = new ArrayList<>();

    @AfterEach
    void endThem() {
        begun.forEach(WaitingSpare::abandon);
    }

    @Test
    void processThatHasExited_isNoChild() throws Exception {
        WaitingSpare spare = spare("exit 0");
        awaitEnd(spare);
        assertThat(becomes(spare)).isFalse();
    }

    @Test
    void processThatReadsItsBootAndExits_isNoChild() throws Exception {
        WaitingSpare spare = spare(TAKE_BOOT);
        assertThat(becomes(spare)).isFalse();
        awaitEnd(spare);
        assertThat(told()).isEqualTo(bootFrame());
    }

    @Test
    void spareOfAClassPathThatWasReplaced_isGoneAndIsNotToldItsMainClass() throws Exception {
        Path jar = Files.writeString(temp.resolve("a.jar"), "old");
        OpenedFiles opened = OpenedFiles.of(List.of(jar.toString()));
        // The shell is killed. What it was told until then is taken by one that outlives it, and shown whole.
        WaitingSpare spare = spare("(cat >\"$2.part\"; mv \"$2.part\" \"$2\"); true", opened);
        awaitFile("told.part");
        Files.move(Files.writeString(temp.resolve("new.jar"), "new"), jar, StandardCopyOption.REPLACE_EXISTING);
        assertThat(becomes(spare)).isFalse();
        awaitEnd(spare);
        awaitFile("told");
        assertThat(told()).isEqualTo(bootFrame());
    }

    /** As above, but that nothing was replaced. */
    @Test
    void spareOfAClassPathThatIsWhatItWas_isToldItsMainClass() throws Exception {
        Path jar = Files.writeString(temp.resolve("a.jar"), "old");
        WaitingSpare spare = spare("cat >\"$2\"", OpenedFiles.of(List.of(jar.toString())));
        awaitFile("told");
        Thread helper = Thread.ofPlatform().start(() -> reportRunningOnce(MAIN));
        assertThat(becomes(spare)).isTrue();
        helper.join(LONG);
        assertThat(told()).isEqualTo(bootFrame() + wordFrame(MAIN));
        assertThat(spare.watch().process().isAlive()).isTrue();
    }

    @Test
    void spareThatDoesNotAnswer_isGivenUpAfterTwoSeconds() throws Exception {
        WaitingSpare spare = spare("cat >/dev/null");
        long since = System.nanoTime();
        assertThat(becomes(spare)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(7));
        assertThat(spare.watch().process().isAlive()).isFalse();
    }

    /** Whoever is interrupted while he waits keeps that for later, and waits as long as others. */
    @Test
    void interruptMeanwhile_isKept() throws Exception {
        WaitingSpare spare = ready(TAKE_BOOT + SAY_RUNNING + "cat >/dev/null");
        Thread.currentThread().interrupt();
        boolean became = becomes(spare);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(became).isTrue();
    }

    @Test
    void spareThatSaysThatItRuns_isAChild() throws Exception {
        WaitingSpare spare = ready(TAKE_BOOT + SAY_RUNNING + "cat >/dev/null");
        assertThat(becomes(spare)).isTrue();
        assertThat(link.state()).isEqualTo(LinkLayout.RUNNING);
        assertThat(LinkLayout.label(Path.of(link.path()))).isEqualTo("mine " + MAIN);
    }

    /** It may have done some of its work. */
    @Test
    void spareThatIsKilledAsSoonAsItRuns_hasBegun() throws Exception {
        WaitingSpare spare = ready(TAKE_BOOT + SAY_RUNNING + "kill -9 $$");
        assertThat(becomes(spare)).isTrue();
        awaitEnd(spare);
        assertThat(link.read().state()).isEqualTo(LinkLayout.RUNNING);
    }

    /** Nothing can be told to it any more, but it has said that it runs: with its last breath, before the pipe broke. */
    @Test
    void spareThatHasSaidThatItRunsAndIsGone_hasBegun() throws Exception {
        WaitingSpare spare = spare("cat >/dev/null");
        Process process = spare.watch().process();
        boolean became = becomes(spare, () -> {
            reportRunning();
            process.destroyForcibly();
            awaitEnd(spare);
        });
        assertThat(became).isTrue();
        assertThat(link.read().state()).isEqualTo(LinkLayout.RUNNING);
    }

    private boolean becomes(WaitingSpare spare) {
        return becomes(spare, () -> {});
    }

    /** {@code before} runs when its link has been written, and it has not been told anything. */
    private static boolean becomes(WaitingSpare spare, Runnable before) {
        WaitingSpare.Errand errand = new WaitingSpare.Errand(MAIN, "mine", 1, new byte[0], (its, pid) -> {
            before.run();
            return boot(its);
        });
        return spare.become(errand);
    }

    /** One that takes already what it is told: what is left to do for it takes much less than it may. */
    private WaitingSpare ready(String script) throws IOException {
        WaitingSpare spare = spare(script);
        awaitFile("told");
        return spare;
    }

    private void awaitFile(String name) {
        Awaitility.await().atMost(LONG).until(() -> Files.exists(temp.resolve(name)));
    }

    private WaitingSpare spare(String script) throws IOException {
        return spare(script, OpenedFiles.of(List.of()));
    }

    private WaitingSpare spare(String script, OpenedFiles opened) throws IOException {
        int bootBytes = bootFrame().getBytes(StandardCharsets.UTF_8).length;
        Process process = new ProcessBuilder(
                        "sh", "-c", script, "sh", link.path(), file().toString(), Integer.toString(bootBytes))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Watch watch = new Watch(process, "spare", Output.DISCARD);
        ChildCommand command = ChildCommand.of(Rehearsal.TARGET, "spare", ChildOptions.PLAIN);
        WaitingSpare spare = new WaitingSpare(watch, link, command, FirstClasses.NONE, opened);
        begun.add(spare);
        watch.beginWithoutHeir(exit -> {});
        spare.take();
        return spare;
    }

    private static Boot boot(ParentLink link) {
        ProcessInfo nobody = new ProcessInfo(1, "nobody", false, false, 1);
        return new Boot(link.path(), SessionAddress.NONE.text(), nobody, nobody, "", false);
    }

    private String bootFrame() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        boot(link).send(sent);
        return sent.toString(StandardCharsets.UTF_8);
    }

    private static String wordFrame(String word) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Boot.sendWord(sent, word);
        return sent.toString(StandardCharsets.UTF_8);
    }

    /** Where a shell puts what it was told. */
    private Path file() {
        return temp.resolve("told");
    }

    private String told() throws IOException {
        return Files.readString(file());
    }

    private void reportRunningOnce(String word) {
        Awaitility.await().atMost(LONG).ignoreException(IOException.class).until(() -> told().endsWith(word));
        reportRunning();
    }

    private void reportRunning() {
        try {
            new ChildLink(link.path()).report(LinkLayout.RUNNING, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitEnd(WaitingSpare spare) {
        try {
            assertThat(spare.watch().process().waitFor(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
