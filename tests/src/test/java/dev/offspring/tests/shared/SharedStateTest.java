package dev.offspring.tests.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Task;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.shared.SharedLong;
import dev.offspring.shared.SharedStructArray;
import dev.offspring.shared.SharedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one process writes, the others read. */
final class SharedStateTest {
    private static final int ADDS = 20_000;

    @Test
    void firstValues_areTheTemplates() {
        try (StatsShared stats = StatsShared.create()) {
            assertThat(stats.hits()).isEqualTo(3);
            assertThat(stats.mean()).isEqualTo(0.5);
            assertThat(stats.label()).isEqualTo("first");
            assertThat(stats.origin().x()).isEqualTo(1);
            assertThat(stats.origin().kind()).isEqualTo((byte) 2);
            assertThat(stats.histogram().length()).isEqualTo(64);
        }
    }

    @Test
    void addsFromThreeProcesses_areAllCounted() throws Exception {
        try (StatsShared stats = StatsShared.create()) {
            stats.hits(0);
            List<ChildProcess<Void>> children = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                children.add(StatsTargets.addHits(stats, ADDS).start());
            }
            for (ChildProcess<Void> child : children) {
                child.result(Duration.ofSeconds(60));
                child.close();
            }
            assertThat(stats.hits()).isEqualTo(3 * ADDS);
            assertThat(stats.histogram().sum()).isEqualTo(3L * ADDS);
        }
    }

    @Test
    void structsInRecordsAndLists_arriveAsTheSame() throws Exception {
        try (StatsShared stats = StatsShared.create()) {
            assertThat(sent(StatsTargets.describe(new Stats.Both(stats, "wört"), List.of(stats, stats))))
                    .isEqualTo("2 wört 0.5");
            assertThat(stats.label()).isEqualTo("wört");
            assertThat(stats.origin().x()).isEqualTo(7);
        }
    }

    @Test
    @SuppressWarnings("try") // closing twice is harmless
    void arraysOfStructs_areOneForAll() throws Exception {
        try (SharedStructArray<PointShared> points = PointShared.createArray(5);
                StatsShared stats = StatsShared.create()) {
            assertThat(points).allMatch(point -> point.x() == 1 && point.kind() == 2);
            assertThat(stats.corners()).hasSize(3).allMatch(corner -> corner.x() == 1);
            assertThat(sent(StatsTargets.move(points, stats, 41))).isEqualTo(5);
            assertThat(points).allMatch(point -> point.x() == 42);
            assertThat(stats.corners().get(2).x()).isEqualTo(41);
            assertThat(stats.corners().get(1).x()).isEqualTo(1);
            assertThat(sent(StatsTargets.move(stats.corners(), stats, 1))).isEqualTo(3);
            assertThat(stats.corners().get(0).x()).isEqualTo(2);
            assertThatThrownBy(() -> points.get(5))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("5");
            points.get(0).close();
            assertThat(points.get(0).x()).as("an element is a view").isEqualTo(42);
            points.close();
            assertThatThrownBy(() -> points.get(0)).isInstanceOf(ClosedHandleException.class);
        }
        assertThatThrownBy(() -> PointShared.createArray(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sharedGlobals_areOneForAll_ordinaryStaticsAreNot() throws Exception {
        long before = StatsShared.total();
        assertThat(sent(StatsTargets.countGlobals(10))).isEqualTo("101 global");
        assertThat(sent(StatsTargets.countGlobals(10))).isEqualTo("101 global");
        assertThat(StatsShared.total()).isEqualTo(before + 20);
        assertThat(Stats.ordinary).isEqualTo(100);
    }

    @Test
    void handles_areArguments() throws Exception {
        try (SharedIntArray array = SharedIntArray.of(1, 2, 3);
                SharedLong sum = SharedLong.create(0);
                SharedText text = SharedText.create(32)) {
            sent(StatsTargets.fill(array, sum, text));
            assertThat(array.toArray()).containsExactly(-1, -2, -3);
            assertThat(sum.get()).isEqualTo(-6);
            assertThat(text.get()).isEqualTo("negated");
        }
    }

    @Test
    void structMadeByAChild_comesBack() throws Exception {
        try (ChildProcess<StatsShared> child = StatsTargets.make().start();
                StatsShared stats = child.result(Duration.ofSeconds(60))) {
            assertThat(stats.hits()).isEqualTo(77);
            child.join();
            assertThat(stats.hits()).as("after its maker ended").isEqualTo(77);
        }
    }

    private static <R> R sent(Task<R> task) throws Exception {
        try (ChildProcess<R> child = task.start()) {
            return child.result(Duration.ofSeconds(60));
        }
    }
}
