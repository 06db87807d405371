package dev.offspring.processor.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where each field of a struct lies.
 *
 * <pre>
 *  0        8                  2056                2216    2220 2224
 *  +--------+------------------+-------------------+-------+----+
 *  | double | long[256]        | text of 64        | int   |    |
 *  +--------+------------------+-------------------+-------+----+
 *  largest alignment first, then as declared; the end padded to 8
 * </pre>
 *
 * @param slots in the order of their offsets
 * @param bytes the whole, a multiple of eight
 */
public record StructLayout(String name, List<Slot> slots, long bytes) {
    /** A field's place. */
    public record Slot(String field, SharedType type, long offset) {}

    public StructLayout {
        slots = List.copyOf(slots);
    }

    /** Lays out fields that are given in the order of their declaration. */
    public static StructLayout of(String name, List<Member> members) {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparingInt((Member member) -> -member.type().alignment()));
        List<Slot> slots = new ArrayList<>();
        long end = 0;
        for (Member member : sorted) {
            long offset = align(end, member.type().alignment());
            slots.add(new Slot(member.name(), member.type(), offset));
            end = Math.addExact(offset, member.type().bytes());
        }
        return new StructLayout(name, slots, align(end, Long.BYTES));
    }

    /** The next multiple of a power of two. */
    static long align(long offset, int alignment) {
        return Math.addExact(offset, alignment - 1L) & -alignment;
    }

    /** The offset of a field that is in it. */
    public Slot slot(String field) {
        return slots.stream()
                .filter(slot -> slot.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no field=" + field + " in struct=" + name));
    }

    /** The layout in words; two processes agree on a struct if they agree on this. */
    public String text() {
        var text = new StringBuilder(name).append(' ').append(bytes).append('\n');
        for (Slot slot : slots) {
            text.append(slot.offset()).append(' ').append(slot.type().label()).append(' ');
            if (slot.type() instanceof SharedType.Nested nested) {
                text.append(Long.toHexString(nested.layoutHash())).append(' ');
            }
            if (slot.type() instanceof SharedType.NestedArray array) {
                text.append(Long.toHexString(array.element().layoutHash())).append(' ');
            }
            text.append(slot.field()).append('\n');
        }
        return text.toString();
    }

    /** FNV-1a of {@link #text()}, 64 bits. */
    public long hash() {
        return Fnv.hash64(text());
    }

    /** The table that stands in the Javadoc. */
    public String table() {
        int width = Math.max("offset".length(), Long.toString(bytes).length());
        var table = new StringBuilder();
        row(table, width, "offset", "bytes", "field");
        for (Slot slot : slots) {
            row(
                    table,
                    width,
                    Long.toString(slot.offset()),
                    Long.toString(slot.type().bytes()),
                    slot.type().label() + " " + slot.field());
        }
        return table.append(" ".repeat(width - Long.toString(bytes).length()))
                .append(bytes)
                .append("         in all\n")
                .toString();
    }

    private static void row(StringBuilder table, int width, String offset, String bytes, String field) {
        table.repeat(' ', width - offset.length()).append(offset).append("  ");
        table.repeat(' ', Math.max(0, width - bytes.length())).append(bytes).append("  ");
        table.append(field).append('\n');
    }

    /** A field without a place yet. */
    public record Member(String name, SharedType type) {}
}
