package dev.offspring.processor.model;

import java.util.ArrayList;
import java.util.List;

/** The signature of a generated method, by which it may collide with others. */
public record Accessor(String name, List<String> parameters) {
    public Accessor {
        parameters = List.copyOf(parameters);
    }

    private static Accessor of(String name, String... parameters) {
        return new Accessor(name, List.of(parameters));
    }

    /** Those that a field gets, the one that reads it first. */
    public static List<Accessor> of(SharedField field) {
        List<Accessor> accessors = new ArrayList<>();
        accessors.add(of(field.name()));
        if (field.shape() instanceof FieldShape.Text) {
            accessors.add(of(field.name(), "String"));
        }
        if (field.shape() instanceof FieldShape.Primitive(Cell cell)) {
            String type = cell.keyword();
            accessors.add(of(field.name(), type));
            accessors.add(of(getAndSet(field.name()), type));
            accessors.add(of(compareAndSet(field.name()), type, type));
            if (cell.isNumeric()) {
                accessors.add(of(getAndAdd(field.name()), delta(cell)));
                accessors.add(of(addAndGet(field.name()), delta(cell)));
            }
        }
        return accessors;
    }

    /** {@code getAndSetHits}. */
    public static String getAndSet(String field) {
        return "getAndSet" + capitalised(field);
    }

    /** {@code compareAndSetHits}. */
    public static String compareAndSet(String field) {
        return "compareAndSet" + capitalised(field);
    }

    /** {@code getAndAddHits}. */
    public static String getAndAdd(String field) {
        return "getAndAdd" + capitalised(field);
    }

    /** {@code addAndGetHits}. */
    public static String addAndGet(String field) {
        return "addAndGet" + capitalised(field);
    }

    /** What is added to a cell: its own type, but an {@code int} to a character. */
    public static String delta(Cell cell) {
        return cell == Cell.CHAR ? Cell.INT.keyword() : cell.keyword();
    }

    private static String capitalised(String field) {
        int first = field.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + field.substring(Character.charCount(first));
    }

    @Override
    public String toString() {
        return name + "(" + String.join(", ", parameters) + ")";
    }
}
