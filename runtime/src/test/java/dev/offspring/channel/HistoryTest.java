package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker finds what must not be, and lets pass what may be. */
final class HistoryTest {
    private static History.Event put(long element, long from, long to) {
        return new History.Event(true, element, from, to);
    }

    private static History.Event took(long element, long from, long to) {
        return new History.Event(false, element, from, to);
    }

    private static boolean isLinearizable(int capacity, History.Event... events) {
        return new History(List.of(events), capacity, false).isLinearizable();
    }

    @Test
    void history_inAnyOrderThatTheMomentsAllow_isLinearizable() {
        assertThat(isLinearizable(0, put(1, 0, 10), put(2, 0, 10), took(2, 5, 15), took(1, 5, 15)))
                .isTrue();
        assertThat(isLinearizable(0, put(1, 0, 10), took(History.NONE, 5, 6), took(1, 11, 12)))
                .isTrue();
        assertThat(isLinearizable(1, put(1, 0, 10), put(History.NONE, 5, 6), took(1, 4, 12)))
                .isTrue();
        assertThat(new History(List.of(put(1, 0, 1), put(2, 2, 3), took(2, 4, 5)), 1, true).isLinearizable())
                .isTrue();
    }

    @Test
    void history_thatCannotBe_isFound() {
        assertThat(isLinearizable(0, put(1, 0, 1), put(2, 2, 3), took(2, 4, 5), took(1, 6, 7)))
                .as("out of order")
                .isFalse();
        assertThat(isLinearizable(0, put(1, 0, 1), took(History.NONE, 2, 3)))
                .as("not found")
                .isFalse();
        assertThat(isLinearizable(0, put(1, 0, 1), took(1, 2, 3), took(1, 4, 5)))
                .as("twice")
                .isFalse();
        assertThat(isLinearizable(1, put(1, 0, 1), put(2, 2, 3), took(1, 4, 5)))
                .as("too full")
                .isFalse();
        assertThat(isLinearizable(2, put(1, 0, 1), put(History.NONE, 2, 3)))
                .as("not full")
                .isFalse();
    }
}
