package dev.offspring.tests.shared;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.sync.Barrier;
import dev.offspring.sync.Condition;
import dev.offspring.sync.Event;
import dev.offspring.sync.Lock;
import dev.offspring.sync.Semaphore;
import java.util.List;

/** Locks and the like as globals and as arguments, nested and sent on. */
@SuppressWarnings("NullAway.Init") // a global lock or event without a first value gets one
final class Doors {
    @Shared
    @SuppressWarnings("UnusedVariable") // read by generated code alone
    private static Lock door;

    @Shared
    static Event opened;

    @Shared
    static Semaphore places = Semaphore.create(2);

    @Shared
    static Barrier start = Barrier.create(3);

    @Shared
    static SharedIntArray counts = SharedIntArray.create(4);

    @Shared
    static long inside;

    record Set(Lock lock, Condition changed, List<Event> events) {}

    private Doors() {}

    @ProcessTarget
    static void countUnderTheDoor(int times) throws Exception {
        DoorsShared.start().await();
        for (int i = 0; i < times; i++) {
            try (var _ = DoorsShared.door().hold()) {
                DoorsShared.inside(DoorsShared.inside() + 1);
                counted();
            }
        }
        DoorsShared.places().release();
    }

    private static void counted() {
        SharedIntArray counts = DoorsShared.counts();
        counts.setPlain(0, counts.getPlain(0) + 1);
    }

    @ProcessTarget
    static void answer(Set set) throws Exception {
        set.events().getFirst().await();
        try (var _ = set.lock().hold()) {
            set.changed().signalAll();
        }
        DoorsShared.opened().set();
    }

    @ProcessTarget
    static Lock make() {
        return Lock.create();
    }
}
