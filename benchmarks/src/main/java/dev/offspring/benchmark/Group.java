package dev.offspring.benchmark;

import java.util.List;

/** Figures that are measured together: in each round every program runs once, ours and the peers' in turn. */
record Group(String name, List<Program> programs, List<Figure> figures) {}
