package dev.offspring.processor.validate;

import dev.offspring.processor.model.Accessor;
import dev.offspring.processor.model.Cell;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Signatures that every accessor class has already: Object's, the struct's own, and those that the generator adds. */
final class ReservedAccessors {
    private static final List<String> FIXED = List.of(
            "getClass()",
            "hashCode()",
            "equals(Object)",
            "toString()",
            "clone()",
            "finalize()",
            "notify()",
            "notifyAll()",
            "wait()",
            "wait(long)",
            "wait(long, int)",
            "close()",
            "guard()",
            "create()",
            "createArray(long)",
            "getHandle(long)",
            "setHandle(long, String, Object)",
            "setHandle(long, String, AutoCloseable, Supplier)",
            "getText(long, int)",
            "setText(long, int, String)");

    private static final Set<String> ALL = all();

    private ReservedAccessors() {}

    static boolean contains(String signature) {
        return ALL.contains(signature);
    }

    private static Set<String> all() {
        Set<String> all = new HashSet<>(FIXED);
        for (Cell cell : Cell.values()) {
            String type = cell.keyword();
            all.add("get" + cell.word() + "(long)");
            all.add("set" + cell.word() + "(long, " + type + ")");
            all.add("getAndSet" + cell.word() + "(long, " + type + ")");
            all.add("compareAndSet" + cell.word() + "(long, " + type + ", " + type + ")");
            all.add("getAndAdd" + cell.word() + "(long, " + Accessor.delta(cell) + ")");
            all.add("addAndGet" + cell.word() + "(long, " + Accessor.delta(cell) + ")");
            all.add(type + "Array(long, long)");
        }
        return all;
    }
}
