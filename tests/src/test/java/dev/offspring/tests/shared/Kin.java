package dev.offspring.tests.shared;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.error.OwnerDiedException;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import dev.offspring.shared.SharedLong;
import dev.offspring.sync.Event;
import dev.offspring.sync.Lock;

/** Children and children's children who hold a lock and wait for it. */
final class Kin {
    private Kin() {}

    @ProcessTarget
    static void hold(Lock lock, SharedLong holder, Event never) throws InterruptedException {
        try (var _ = lock.hold()) {
            holder.set(Processes.current().pid());
            never.await();
        }
    }

    @ProcessTarget
    static void haveAChildHold(Lock lock, SharedLong holder, Event never) throws InterruptedException {
        try (ChildProcess<Void> child = KinTargets.hold(lock, holder, never).start()) {
            child.result();
        }
    }

    /** The process that died, and when this one was told of it. */
    record Told(long pid, long millis) {}

    @ProcessTarget
    static Told await(Lock lock) {
        try (var _ = lock.hold()) {
            throw new IllegalStateException("this process got the lock, and was told of no death");
        } catch (OwnerDiedException died) {
            return new Told(died.pid(), died.noticed().toEpochMilli());
        }
    }

    @ProcessTarget
    static Told haveAChildAwait(Lock lock) throws InterruptedException {
        try (ChildProcess<Told> child = KinTargets.await(lock).start()) {
            return child.result();
        }
    }
}
