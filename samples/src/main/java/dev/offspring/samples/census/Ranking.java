package dev.offspring.samples.census;

import java.lang.classfile.Opcode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The commonest instructions of a tally, the commonest first. */
public record Ranking(List<Entry> entries, long instructions) {

    /** One instruction, how often it occurs, and what part of all instructions that is. */
    public record Entry(String name, long count, double part) {}

    /** The {@code most} commonest; of those that occur equally often, the lower opcode first. */
    public static Ranking of(Tally tally, int most) {
        long all = tally.instructions();
        List<Entry> entries = new ArrayList<>();
        for (var opcode : Opcode.values()) {
            if (opcode.bytecode() < Tally.OPCODES) {
                long count = tally.of(opcode.bytecode());
                entries.add(
                        new Entry(opcode.name().toLowerCase(Locale.ROOT), count, (double) count / Math.max(1, all)));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::count).reversed());
        return new Ranking(List.copyOf(entries.subList(0, Math.min(most, entries.size()))), all);
    }

    /** The count of the first: what the longest bar stands for. */
    public long highest() {
        return entries.isEmpty() ? 0 : entries.getFirst().count();
    }
}
