package dev.offspring.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts bare JVMs that print one line, one after the other: what a start costs without us. */
final class BareLoop {
    private BareLoop() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int times = Integer.parseInt(args[0]);
        startAndWaitMillis();
        startAndWaitMillis();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            millis.add(startAndWaitMillis());
        }
        System.out.println("bare.start " + Samples.median(millis));
    }

    private static double startAndWaitMillis() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(Program.javaCommand(BareLine.class)).start();
        String line = process.inputReader().readLine();
        int status = process.waitFor();
        long end = System.nanoTime();
        if (status != 0 || !"hello".equals(line)) {
            throw new IllegalStateException("the bare JVM ended with " + status + " after '" + line + "'");
        }
        return (end - begin) / 1e6;
    }
}
