package dev.offspring.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contracts are tested where and how the tests say. */
@Tag("contract")
final class CrewTest {
    @ParameterizedTest
    @EnumSource
    void hand_worksInItsPlaceAndWaitsAsThisJvmDoes(Place place) throws Exception {
        long pid = ProcessHandle.current().pid();
        try (Crew crew = new Crew();
                Event event = Event.create()) {
            Hand hand = crew.hand(place);
            assertThat(hand.ask(event, shared -> ProcessHandle.current().pid()).get() != pid)
                    .isEqualTo(place.far);
            assertThat(hand.ask(event, shared -> Thread.currentThread().isVirtual())
                            .get())
                    .isEqualTo(place.virtual);
            assertThat(hand.ask(event, shared -> strategy()).get()).isEqualTo(strategy());
        }
    }

    private static String strategy() {
        return System.getProperty("offspring.wait", "futex") + ", file " + Boolean.getBoolean("offspring.file");
    }
}
