package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.ProgressBar;
import dev.offspring.pool.Worker;
import dev.offspring.process.Processes;
import dev.offspring.samples.census.BarChart;
import dev.offspring.samples.census.CensusShared;
import dev.offspring.samples.census.ClassFiles;
import dev.offspring.samples.census.Ranking;
import dev.offspring.samples.census.SvgChart;
import dev.offspring.samples.census.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is your JDK made of? Counts the instructions in every class file of the JDK that runs this, by one process and by
 * as many as there are processors, and says how often each occurs and how long it took.
 *
 * <p>Each class file is a task of a {@link Pool}, which sends many of such short ones at once. The workers count into one
 * {@code @Shared} histogram, and each task gives back how many instructions it found: the sum of those must be what the
 * histogram holds.
 *
 * <p>Argument: the file for the chart, {@code target/bytecode-census.svg} if there is none. Exit status 1 if several
 * processes counted something else than one.
 */
public final class BytecodeCensus {
    private static final int COMMONEST = 20;

    /** A second of work is too short for the optimising compiler: it would take a core for itself and be done too late. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private BytecodeCensus() {}

    private record Run(int processes, Tally tally, List<Integer> instructions, Duration time) {
        double seconds() {
            return time.toNanos() / 1e9;
        }
    }

    /** The pool's initialiser: what all tasks of a worker count into. */
    @ProcessTarget
    static void open(CensusShared census) {
        Worker.current().state().put("census", census);
    }

    /** One class file: how many instructions it has. */
    @ProcessTarget
    static int count(String classFile) throws IOException {
        var tally = new Tally();
        tally.count(ClassFiles.read(classFile));
        add(Worker.current().state("census", CensusShared.class), tally);
        return Math.toIntExact(tally.instructions());
    }

    /** Adds a class file's figures to the shared ones. */
    private static void add(CensusShared census, Tally tally) {
        var opcodes = census.opcodes();
        for (int opcode = 0; opcode < Tally.OPCODES; opcode++) {
            if (tally.of(opcode) != 0) {
                opcodes.getAndAdd(opcode, tally.of(opcode));
            }
        }
        census.getAndAddMethods(tally.methods());
        census.getAndAddClasses(tally.classes());
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

        run(
                classFiles.subList(0, 1),
                1); // what only the first start of a program's life costs is not held against either run
        // Many first: whoever comes first reads the files from the disk, and that is not to make one process look slow.
        Run together = run(classFiles, Math.max(2, Processes.cpuCount()));
        Run alone = run(classFiles, 1);
        report(together, classFiles, chart);
        compare(alone, together);
    }

    private static Run run(List<String> classFiles, int processes) throws InterruptedException {
        long start = System.nanoTime();
        try (var census = CensusShared.create();
                Pool pool = Pool.with(PoolOptions.create()
                        .workers(processes)
                        .initializer(BytecodeCensusTargets.open(census))
                        .jvmArgs(QUICK_COMPILER))) {
            var progress = ProgressBar.of(processes + (processes == 1 ? " process" : " processes"));
            List<Integer> instructions = pool.watched(progress).map(BytecodeCensusTargets::count, classFiles);
            var tally = new Tally(
                    census.classes(), census.methods(), census.opcodes().toArray());
            return new Run(processes, tally, instructions, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static void report(Run run, List<String> classFiles, Path chart) throws IOException {
        Tally tally = run.tally();
        String totals = String.format(
                Locale.ROOT,
                "%,d classes, %,d methods, %,d instructions",
                tally.classes(),
                tally.methods(),
                tally.instructions());
        Ranking ranking = Ranking.of(tally, COMMONEST);
        System.out.printf("%n%s%n", totals);
        int largest = IntStream.range(0, classFiles.size())
                .reduce(
                        0,
                        (a, b) -> run.instructions().get(b) > run.instructions().get(a) ? b : a);
        System.out.printf(
                Locale.ROOT,
                "largest: %s, %,d instructions%n%n",
                classFiles.get(largest),
                run.instructions().get(largest));
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
        long sum =
                together.instructions().stream().mapToLong(Integer::longValue).sum();
        if (!alone.tally().equals(together.tally()) || sum != together.tally().instructions()) {
            System.out.printf("NOT equal: 1 process counted %s, the results say %d%n", alone.tally(), sum);
            System.exit(1);
        }
        System.out.printf("equal: %d processes counted exactly what 1 counts%n", together.processes());
    }
}
