package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import dev.offspring.samples.census.BarChart;
import dev.offspring.samples.census.CensusShared;
import dev.offspring.samples.census.ClassFiles;
import dev.offspring.samples.census.ProgressLine;
import dev.offspring.samples.census.Ranking;
import dev.offspring.samples.census.SvgChart;
import dev.offspring.samples.census.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is your JDK made of? Counts the instructions in every class file of the JDK that runs this, by one process and by
 * as many as there are processors, and says how often each occurs and how long it took.
 *
 * <p>The class files are dealt out to the processes, which count into one {@code @Shared} histogram; the parent watches
 * it grow. Each process adds to it in bulk, once a batch, because a shared cache line that is written 12 million times
 * by everyone is slower than counting.
 *
 * <p>Argument: the file for the chart, {@code target/bytecode-census.svg} if there is none. Exit status 1 if several
 * processes counted something else than one.
 */
public final class BytecodeCensus {
    private static final int BATCH = 64;
    private static final int COMMONEST = 20;

    /** A second of work is too short for the optimising compiler: it would take a core for itself and be done too late. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private BytecodeCensus() {}

    private record Run(int processes, Tally tally, Duration time) {
        double seconds() {
            return time.toNanos() / 1e9;
        }
    }

    /** One process's share of the work. */
    @ProcessTarget
    static void count(CensusShared census, List<String> classFiles) throws IOException {
        var tally = new Tally();
        for (var path : classFiles) {
            tally.count(ClassFiles.read(path));
            if (tally.classes() == BATCH) {
                add(census, tally);
            }
        }
        add(census, tally);
    }

    /** Moves a batch's figures into the shared ones. */
    private static void add(CensusShared census, Tally batch) {
        var opcodes = census.opcodes();
        for (int opcode = 0; opcode < Tally.OPCODES; opcode++) {
            if (batch.of(opcode) != 0) {
                opcodes.getAndAdd(opcode, batch.of(opcode));
            }
        }
        census.getAndAddMethods(batch.methods());
        census.getAndAddClasses(batch.classes());
        batch.clear();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path chart = Path.of(args.length > 0 ? args[0] : "target/bytecode-census.svg");
        List<String> classFiles = ClassFiles.all();
        System.out.printf(
                Locale.ROOT,
                "What is your JDK made of? Java %s: %,d class files in %d modules%n",
                Runtime.version(),
                classFiles.size(),
                ClassFiles.modules(classFiles));

        startOnce();
        // Many first: whoever comes first reads the files from the disk, and that is not to make one process look slow.
        Run together = run(classFiles, Math.max(2, Processes.cpuCount()));
        Run alone = run(classFiles, 1);
        report(together.tally(), chart);
        compare(alone, together);
    }

    /** What only the first start of a program's life costs is not to be held against either run. */
    private static void startOnce() throws InterruptedException {
        try (var nothing = CensusShared.create()) {
            BytecodeCensusTargets.count(nothing, List.of()).start().join();
        }
    }

    private static Run run(List<String> classFiles, int processes) throws InterruptedException {
        long start = System.nanoTime();
        List<ChildProcess<Void>> children = new ArrayList<>();
        try (var census = CensusShared.create()) {
            for (int i = 0; i < processes; i++) {
                List<String> share = ClassFiles.share(classFiles, i, processes);
                children.add(BytecodeCensusTargets.count(census, share)
                        .process()
                        .jvmArgs(QUICK_COMPILER)
                        .start());
            }
            watch(census, children, classFiles.size());
            var tally = new Tally(
                    census.classes(), census.methods(), census.opcodes().toArray());
            return new Run(processes, tally, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            children.forEach(ChildProcess::close);
        }
    }

    /** Shows the progress until all are done; throws what went wrong in the first child that failed. */
    private static void watch(CensusShared census, List<ChildProcess<Void>> children, long total)
            throws InterruptedException {
        String label = children.size() + (children.size() == 1 ? " process" : " processes");
        try (var progress = ProgressLine.onStandardOutput(label, total)) {
            for (var child : children) {
                while (!child.join(progress.period())) {
                    progress.show(census.classes());
                }
                child.result();
                progress.show(census.classes());
            }
        }
    }

    private static void report(Tally tally, Path chart) throws IOException {
        String totals = String.format(
                Locale.ROOT,
                "%,d classes, %,d methods, %,d instructions",
                tally.classes(),
                tally.methods(),
                tally.instructions());
        Ranking ranking = Ranking.of(tally, COMMONEST);
        System.out.printf("%n%s%n%n", totals);
        System.out.print(new BarChart(System.out.charset()).draw(ranking));

        Path file = chart.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, new SvgChart("What Java " + Runtime.version() + " is made of", totals).draw(ranking));
        System.out.printf("%nchart: %s%n", file);
    }

    private static void compare(Run alone, Run together) {
        System.out.printf(Locale.ROOT, "1 process: %.2f s%n", alone.seconds());
        System.out.printf(
                Locale.ROOT,
                "%d processes: %.2f s, %.2f times as fast%n",
                together.processes(),
                together.seconds(),
                alone.seconds() / together.seconds());
        if (!alone.tally().equals(together.tally())) {
            System.out.printf("NOT equal: 1 process counted %s%n", alone.tally());
            System.exit(1);
        }
        System.out.printf("equal: %d processes counted exactly what 1 counts%n", together.processes());
    }
}
