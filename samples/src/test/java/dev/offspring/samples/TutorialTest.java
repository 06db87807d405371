package dev.offspring.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each program of the tutorial prints what the tutorial shows, and leaves nothing behind. */
class TutorialTest {
    @TempDir
    Path folder;

    @Test
    void helloProcess_printsItsArgumentItsPidAndItsParents() throws Exception {
        var run = SampleRun.of(HelloProcess.class, folder).endedWith(0).leftNothing();

        long pid = run.process().pid();
        assertThat(run.output()).hasSize(4);
        assertThat(run.output().get(0)).isEqualTo(Long.toString(pid));
        assertThat(run.output().get(1)).isEqualTo("main process start...");
        assertThat(run.output().get(2)).matches("hello \\d+ " + pid).doesNotStartWith("hello " + pid + " ");
        assertThat(run.output().get(3)).isEqualTo("main process end!");
    }

    @Test
    void whichSideAmI_tellsParentAndChildApart_andTheChildOutlivesItsParent() throws Exception {
        var run = SampleRun.start(WhichSideAmI.class, folder)
                .await("my parent has ended, and I go on")
                .endedWith(0)
                .leftNothing();

        long parent = run.process().pid();
        String child = run.output().stream()
                .filter(line -> line.matches("res == [1-9]\\d*"))
                .findFirst()
                .orElseThrow()
                .substring("res == ".length());
        // Two processes write beside each other: each its own lines in their order, and the child the last one.
        assertThat(run.output())
                .containsSubsequence("res == " + child, "I am the parent process, my pid is: " + parent)
                .containsSubsequence(
                        "res == 0",
                        "I am the child process, my pid is: " + child + " my parent's pid is: " + parent,
                        "my parent has ended, and I go on")
                .hasSize(5)
                .endsWith("my parent has ended, and I go on");
    }

    @Test
    void namedProcess_hasAllItsParameters() throws Exception {
        assertThat(outputOf(NamedProcess.class))
                .containsExactly(
                        "hello john",
                        "greeter: good morning john",
                        "greeter: good morning john",
                        "greeter was a daemon: true");
    }

    @Test
    void joinAndExitCode_saysHowEachProcessEnded() throws Exception {
        var run = SampleRun.of(JoinAndExitCode.class, folder).leftNothing();

        assertThat(run.process().exitValue()).as("exit status of %s", run).isZero();
        assertThat(run.output())
                .containsExactly(
                        "joined for 50 ms: ended false, exit code None",
                        "joined twice more: exit code 0",
                        "after System.exit(3): exit code 3",
                        "after an exception: exit code 1",
                        "after a kill: exit code -9");
        // As in Python, an uncaught exception is on stderr, headed by the process that it ended.
        assertThat(run.errors().getFirst()).matches("Process fail-3:");
        assertThat(run.errors()).anyMatch(line -> line.contains("IllegalStateException: on purpose"));
    }

    @Test
    void startWithoutJoin_printsTheParentsLastLineBeforeTheChildsFirst() throws Exception {
        assertThat(outputOf(StartWithoutJoin.class))
                .containsExactly(
                        "parent process starts", "parent process ends", "child process starts", "child process ends");
    }

    @Test
    void crashIsolation_reportsTheSegmentationFaultAndGoesOn() throws Exception {
        assertThat(outputOf(CrashIsolation.class))
                .containsExactly(
                        "decoded first.png",
                        "broken.png: decode-2 died, crashed: SIGSEGV",
                        "the report begins: #  SIGSEGV (0xb)",
                        "decoded last.png");
    }

    @Test
    void activeChildren_listsTheOneThatRuns() throws Exception {
        var run = SampleRun.of(ActiveChildren.class, folder).endedWith(0).leftNothing();

        long parent = run.process().pid();
        assertThat(run.output().subList(0, 4))
                .containsExactly(
                        "main",
                        "module name: dev.offspring.samples.ActiveChildren",
                        "parent process: " + ProcessHandle.current().pid(),
                        "process id: " + parent);
        assertThat(run.output().subList(4, run.output().size()))
                .contains("process ends", "function f", "parent process: " + parent, "hello bob")
                .anyMatch(line -> line.matches("child process name: f-1  id: \\d+"))
                .anyMatch(line -> line.matches("number of CPU cores: [1-9]\\d*"));
    }

    @Test
    void processWithState_carriesItsFieldsAlong() throws Exception {
        List<String> output = outputOf(ProcessWithState.class);

        for (int num = 0; num < 2; num++) {
            String mine = "I am process " + num + ", my pid is: ";
            List<String> lines =
                    output.stream().filter(line -> line.startsWith(mine)).toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.stream().distinct()).as("pids of process %d", num).hasSize(1);
        }
        assertThat(output).hasSize(6);
    }

    @Test
    void globalVariables_arePerProcessUnlessShared() throws Exception {
        assertThat(outputOf(GlobalVariables.class))
                .containsExactly(
                        "parent process starts",
                        "child process starts",
                        "child process num: 101",
                        "child process shared num: 101",
                        "child process ends",
                        "parent process ends. num: 100",
                        "parent process ends. shared num: 101");
    }

    @Test
    void sharedValueAndArray_showWhatTheChildDid() throws Exception {
        assertThat(outputOf(SharedValueAndArray.class))
                .containsExactly("3.1415927", "[0, -1, -2, -3, -4, -5, -6, -7, -8, -9]");
    }

    /** What two processes print without a lock is certain in little more than its form; with one, only who is first is not. */
    @Test
    void raceWithAndWithoutLock_keepsEachRunWholeWithTheLock() throws Exception {
        List<String> output = outputOf(RaceWithAndWithoutLock.class);

        assertThat(output).hasSize(2);
        Matcher race = Pattern.compile("without a lock: ((?:\\d+\\|){10}) in the end: (\\d+)")
                .matcher(output.getFirst());
        assertThat(race.matches()).as("%s", output).isTrue();
        assertThat(Arrays.stream(race.group(1).split("\\|")).map(Integer::valueOf))
                .allSatisfy(number -> assertThat(number).isBetween(1, 20));
        assertThat(Integer.parseInt(race.group(2))).isBetween(1, 20);
        assertThat(output.getLast())
                .isIn(
                        "with a lock: 1|2|3|4|5|8|11|14|17|20| in the end: 20",
                        "with a lock: 3|6|9|12|15|16|17|18|19|20| in the end: 20");
    }

    @Test
    void sharedString_isReadAndWrittenByBoth() throws Exception {
        assertThat(outputOf(SharedString.class))
                .containsExactly("child: Hello World, Hello World", "parent: Hello Parent, Hello again");
    }

    @Test
    void queueOfMixedContent_printsTheListWithItsNull() throws Exception {
        assertThat(outputOf(QueueOfMixedContent.class)).containsExactly("[42, null, hello]");
    }

    @Test
    void writerAndReader_endsWithItsWriter() throws Exception {
        List<String> output = outputOf(WriterAndReader.class);

        assertThat(output.stream().filter(line -> line.length() == 1)).containsExactly("A", "B", "C", "D");
        assertThat(output.stream().filter(line -> line.contains(" process starts: ")))
                .hasSize(2);
        assertThat(output).anySatisfy(line -> assertThat(line).startsWith("write process ends: "));
        assertThat(output.getLast()).isEqualTo("parent process ends");
        assertThat(output).hasSize(8);
    }

    @Test
    void talkThroughPipe_comesToItsEnd() throws Exception {
        assertThat(outputOf(TalkThroughPipe.class))
                .containsExactly(
                        "parent: [42, null, hello]", "child: [and, you?]", "heard: one", "heard: two", "that was all");
    }

    @Test
    void joinBeforeTake_isNoDeadlock() throws Exception {
        assertThat(outputOf(JoinBeforeTake.class))
                .containsExactly("the child has ended with 0", "taken: 1000000 characters");
    }

    /** Ten tasks in four processes, between the parent's two lines; who ends when is chance. */
    @Test
    void poolOfFour_runsTenTasksInFourProcesses() throws Exception {
        List<String> output = outputOf(PoolOfFour.class);

        assertThat(output).hasSize(22);
        assertThat(output.getFirst()).isEqualTo("parent process begins");
        assertThat(output.getLast()).isEqualTo("parent process ends.");
        for (int name = 0; name < 10; name++) {
            Pattern begin = Pattern.compile("\\[pool-1-\\d] child process " + name + " begins, process id: (\\d+)");
            String pid = output.stream()
                    .map(begin::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(output.toString()))
                    .group(1);
            String end = "] child process " + name + " ends, process id: " + pid + ". it took 0.";
            assertThat(output).anyMatch(line -> line.contains(end));
        }
        assertThat(output.stream()
                        .filter(line -> line.contains(" begins, process id: "))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .distinct())
                .hasSize(4);
    }

    @Test
    void poolResults_areWhatTheTutorialPrints() throws Exception {
        assertThat(outputOf(PoolResults.class))
                .containsExactly("100", "[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]", "0", "1", "4", "TimeoutException");
    }

    @Test
    void threeWays_comeToTheSameResult() throws Exception {
        List<String> output = outputOf(ThreeWays.class);

        assertThat(output).hasSize(7);
        List<String> ways = List.of("normal", "multithread", "multicore");
        for (int i = 0; i < ways.size(); i++) {
            assertThat(output.get(2 * i)).isEqualTo(ways.get(i) + ": 499999666667166666000000");
            assertThat(output.get(2 * i + 1)).matches(ways.get(i) + " time: \\d+\\.\\d\\d s");
        }
        assertThat(output.getLast()).isEqualTo("equal: true");
    }

    private List<String> outputOf(Class<?> sample) throws IOException, InterruptedException {
        return SampleRun.of(sample, folder).endedWith(0).leftNothing().output();
    }
}
