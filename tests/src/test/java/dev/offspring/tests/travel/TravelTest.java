package dev.offspring.tests.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.TransferException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Property: what comes back from another process equals what was sent. */
final class TravelTest {
    @Test
    void records_travel() throws Exception {
        Order.Line line = new Order.Line("nail", 0.01, new Order.Line("hammer", 12.5, null));
        Order order = new Order(
                7,
                "Müller",
                List.of(line),
                Map.of("today", Order.Priority.HIGH, "never", Order.Priority.LOW),
                Optional.of(line),
                new Order.Circle(2),
                null,
                new Order.Pair<>("one", 1));
        assertThat(sent(PostTargets.order(order))).isEqualTo(order);
    }

    @Test
    void nullsAndArrays_travel() throws Exception {
        Order order = new Order(
                -1,
                null,
                new ArrayList<>(),
                Map.of(),
                Optional.empty(),
                null,
                new int[][] {{1}, {}, {2, 3}},
                new Order.Pair<>("", 0));
        Order back = sent(PostTargets.order(order));
        assertThat(back.customer()).isNull();
        assertThat(back.shape()).isNull();
        assertThat(back.grid()).isDeepEqualTo(new int[][] {{1}, {}, {2, 3}});
    }

    @Test
    void classes_travel() throws Exception {
        assertThat(sent(PostTargets.accounts(List.of(new Account("a", 1), new Account("b", 2)))))
                .containsExactly(new Account("b", 2), new Account("a", 1));
    }

    @Test
    void openTypes_takeEverythingThatTravels() throws Exception {
        List<Object> mixed =
                new ArrayList<>(Arrays.asList(42, null, "hello", new Account("c", 3), Order.Priority.HIGH));
        assertThat(sent(PostTargets.anything(mixed))).isEqualTo(mixed);
        assertThat(sent(PostTargets.twice(new Order.Square(3))))
                .isEqualTo(List.of(new Order.Square(3), new Order.Square(3)));
    }

    @Test
    void jdkTypes_travel() throws Exception {
        Map<Path, Set<UUID>> library = Map.of(Path.of("a/b"), Set.of(UUID.randomUUID(), new UUID(0, 0)));
        assertThat(sent(PostTargets.library(library, Instant.now()))).isEqualTo(library);
    }

    @Test
    void exceptions_travelAsValues() throws Exception {
        Throwable back =
                sent(PostTargets.anyThrowable(new IllegalStateException("why", new RuntimeException("deeper"))));
        assertThat(back)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("why")
                .hasRootCauseMessage("deeper");
    }

    @Test
    void receivers_travel() throws Exception {
        assertThat(sent(PostTargets.stamped(Post.withStamp(40), 2))).isEqualTo(42);
    }

    @Test
    void cycles_areRefused() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertThatThrownBy(() -> PostTargets.anything(cycle).start()).isInstanceOf(TransferException.class);
    }

    private static <R> R sent(Task<R> task) throws Exception {
        try (ChildProcess<R> child = task.start()) {
            return child.result(Duration.ofSeconds(60));
        }
    }
}
