package dev.offspring.processor.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;

/** The problems of a round. They are collected first and printed once, sorted, none twice. */
public final class Report {
    private final Set<Problem> problems = new LinkedHashSet<>();

    /** Notes a problem. */
    public void add(Location location, Rule rule, Object... arguments) {
        problems.add(Problem.of(location, rule, arguments));
    }

    /** Notes what a validator found. */
    public void addAll(Collection<Problem> found) {
        problems.addAll(found);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Prints everything, by file, and in the order of the findings within a file; forgets it then. */
    public void print(Messager messager) {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparing(problem -> problem.location().file()));
        problems.clear();
        for (Problem problem : sorted) {
            problem.location().print(messager, problem.rule().severity(), problem.message());
        }
    }
}
