package dev.offspring.processor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.StructLayout.Member;
import dev.offspring.processor.model.StructLayout.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Property: every field is aligned, none overlap, and the order of declaration decides only among equals. */
class StructLayoutTest {
    private static final SharedType INT = new SharedType.Scalar(Cell.INT);
    private static final SharedType BYTE = new SharedType.Scalar(Cell.BYTE);
    private static final SharedType LONG = new SharedType.Scalar(Cell.LONG);
    private static final SharedType CHAR = new SharedType.Scalar(Cell.CHAR);

    @Test
    void fields_areSortedByAlignmentThenDeclaration() {
        StructLayout layout = StructLayout.of(
                "demo.Stats",
                List.of(
                        new Member("on", BYTE),
                        new Member("hits", INT),
                        new Member("first", LONG),
                        new Member("misses", INT),
                        new Member("letter", CHAR),
                        new Member("second", LONG)));

        assertThat(layout.slots())
                .extracting(Slot::field)
                .containsExactly("first", "second", "hits", "misses", "letter", "on");
        assertThat(layout.slots()).extracting(Slot::offset).containsExactly(0L, 8L, 16L, 20L, 24L, 26L);
        assertThat(layout.bytes()).isEqualTo(32);
    }

    @Test
    void arraysTextsAndStructs_beginAtMultiplesOfEight() {
        StructLayout layout = StructLayout.of(
                "demo.Odd",
                List.of(
                        new Member("bytes", new SharedType.Vector(Cell.BYTE, 3)),
                        new Member("text", new SharedType.Text(5)),
                        new Member("point", new SharedType.Nested(point(), point(), 8, 1)),
                        new Member("last", BYTE)));

        assertThat(layout.slots()).extracting(Slot::offset).containsExactly(0L, 8L, 40L, 48L);
        assertThat(layout.bytes()).isEqualTo(56);
    }

    @Test
    void everyCombinationOfCells_isAlignedAndDisjoint() {
        Cell[] cells = Cell.values();
        for (int i = 0; i < cells.length * cells.length * cells.length; i++) {
            StructLayout layout = StructLayout.of(
                    "demo.Cells",
                    List.of(
                            member("a", cells[i % cells.length]),
                            member("b", cells[i / cells.length % cells.length]),
                            member("c", cells[i / cells.length / cells.length])));
            long end = 0;
            for (Slot slot : layout.slots()) {
                assertThat(slot.offset() % slot.type().alignment()).isZero();
                assertThat(slot.offset()).isGreaterThanOrEqualTo(end);
                end = slot.offset() + slot.type().bytes();
            }
            assertThat(layout.bytes()).isGreaterThanOrEqualTo(end).isLessThan(end + 8);
        }
    }

    @Test
    void text_takesAHeaderAndTwoBuffers() {
        assertThat(new SharedType.Text(64).bytes()).isEqualTo(16 + 2 * 64);
        assertThat(new SharedType.Text(1).bytes()).isEqualTo(24);
    }

    @Test
    void hash_changesWithAnythingThatMovesOrChangesAField() {
        StructLayout layout = StructLayout.of("demo.A", List.of(new Member("x", INT), new Member("y", INT)));

        assertThat(layout.hash())
                .isEqualTo(StructLayout.of("demo.A", List.of(new Member("x", INT), new Member("y", INT)))
                        .hash())
                .isNotEqualTo(StructLayout.of("demo.A", List.of(new Member("y", INT), new Member("x", INT)))
                        .hash())
                .isNotEqualTo(StructLayout.of("demo.B", List.of(new Member("x", INT), new Member("y", INT)))
                        .hash());
        assertThat(nesting(1).hash()).isNotEqualTo(nesting(2).hash());
    }

    @Test
    void hash_isFnv1a() {
        assertThat(Fnv.hash64("")).isEqualTo(0xCBF29CE484222325L);
        assertThat(Fnv.hash64("foobar")).isEqualTo(0x85944171F73967E8L);
    }

    @Test
    void sizesBeyondLong_areAnError() {
        var huge = new SharedType.Vector(Cell.LONG, Long.MAX_VALUE / 2);

        assertThatThrownBy(huge::bytes).isInstanceOf(ArithmeticException.class);
    }

    private static StructLayout nesting(long layoutHash) {
        return StructLayout.of(
                "demo.A", List.of(new Member("p", new SharedType.Nested(point(), point(), 8, layoutHash))));
    }

    private static Member member(String name, Cell cell) {
        return new Member(name, new SharedType.Scalar(cell));
    }

    private static ClassName point() {
        return ClassName.get("demo", "Point");
    }
}
