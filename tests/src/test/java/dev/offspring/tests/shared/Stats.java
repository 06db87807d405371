package dev.offspring.tests.shared;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.shared.SharedLong;
import dev.offspring.shared.SharedStructArray;
import dev.offspring.shared.SharedText;
import java.util.List;

/** A template that is also the owner of targets that use it. */
final class Stats {
    @Shared
    int hits = 3;

    @Shared
    @SuppressWarnings("UnusedVariable") // read by generated code alone
    private double mean = 0.5;

    @Shared(length = 64)
    long[] histogram = {};

    @Shared(length = 32)
    String label = "first";

    @Shared
    Point origin = new Point();

    @Shared(length = 3)
    Point[] corners = {new Point()};

    @Shared
    static long total = 100;

    @Shared(length = 16)
    static String motto = "global";

    static int ordinary = 100;

    record Both(StatsShared stats, String word) {}

    @ProcessTarget
    static void addHits(StatsShared stats, int times) {
        for (int i = 0; i < times; i++) {
            stats.addAndGetHits(1);
            stats.histogram().getAndAdd(i % 64, 1L);
        }
    }

    @ProcessTarget
    static String describe(Both both, List<StatsShared> all) {
        StatsShared stats = both.stats();
        stats.label(both.word());
        stats.origin().x(7);
        return all.size() + " " + stats.label() + " " + stats.mean();
    }

    @ProcessTarget
    static long move(SharedStructArray<PointShared> points, StatsShared stats, int by) {
        points.forEach(point -> point.addAndGetX(by));
        stats.corners().get(2).x(by);
        return points.length();
    }

    @ProcessTarget
    static String countGlobals(int times) {
        ordinary++;
        for (int i = 0; i < times; i++) {
            StatsShared.addAndGetTotal(1);
        }
        return ordinary + " " + StatsShared.motto();
    }

    @ProcessTarget
    static void fill(SharedIntArray array, SharedLong sum, SharedText text) {
        for (long i = 0; i < array.length(); i++) {
            array.set(i, -array.get(i));
            sum.addAndGet(array.get(i));
        }
        text.set("negated");
    }

    @ProcessTarget
    static StatsShared make() {
        StatsShared stats = StatsShared.create();
        stats.hits(77);
        return stats;
    }
}
