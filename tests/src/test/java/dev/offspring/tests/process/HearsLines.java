package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A program that prints the lines of its child. */
final class HearsLines {
    private HearsLines() {}

    public static void main(String[] args) throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (ChildProcess<Void> child = DeedsTargets.unfinished("stra\u00DFe, \u9053")
                .process()
                .output(Output.lines(lines::add))
                .start()) {
            child.join();
        }
        System.out.println(lines);
    }
}
