package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The thread that keeps spares, where no thread can be made. */
final class KeeperTest {
    private final AtomicInteger tried = new AtomicInteger();

    private final Spares spares = new Spares(task -> new Thread(task) {
        @Override
        public void start() {
            throw new OutOfMemoryError("no thread for the " + tried.incrementAndGet() + "th time");
        }
    });

    /** Property: a start does not fail because of it, and each tries it again. */
    @Test
    void keeperThatCannotBegin_failsNoStart() {
        ChildCommand command = ChildCommand.of(Rehearsal.TARGET, "spare", ChildOptions.PLAIN);
        assertThatCode(() -> spares.keep(1, command)).doesNotThrowAnyException();
        WaitingSpare.Errand errand = new WaitingSpare.Errand("demo.Main", "mine", 1, new byte[0], (link, pid) -> {
            throw new AssertionError("there is a spare, pid " + pid);
        });
        assertThatCode(() -> assertThat(spares.become(command, errand)).isNull())
                .doesNotThrowAnyException();
        assertThat(tried).hasValue(2);
    }
}
