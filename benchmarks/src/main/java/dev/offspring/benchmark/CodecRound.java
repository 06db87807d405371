package dev.offspring.benchmark;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One round of {@link CodecBenchmark}: each side once, in a JVM of its own. */
final class CodecRound {
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final int WARM_UP = 4;
    private static final int MEASURED = 4;

    private CodecRound() {}

    public static void main(String[] args) throws RunnerException {
        System.out.println("ours.codec " + nanos("generated"));
        System.out.println("kryo.codec " + nanos("reflective"));
    }

    private static double nanos(String benchmark) throws RunnerException {
        var options = new OptionsBuilder()
                .include(CodecBenchmark.class.getName() + "\\." + benchmark + "$")
                .forks(1)
                .jvmArgsAppend("-Dkryo.unsafe=false")
                .warmupIterations(WARM_UP)
                .warmupTime(ITERATION)
                .measurementIterations(MEASURED)
                .measurementTime(ITERATION)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return new Runner(options).runSingle().getPrimaryResult().getScore();
    }
}
