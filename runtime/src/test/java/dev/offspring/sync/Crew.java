package dev.offspring.sync;

import java.util.ArrayList;
import java.util.List;

/** The threads and JVMs that help one test. */
final class Crew implements AutoCloseable {
    private final List<Hand.Near> near = new ArrayList<>();
    private final List<SyncJvm> jvms = new ArrayList<>();

    /** A new thread in such a place; those in another JVM are all in the same one. */
    Hand hand(Place place) {
        return place.far ? jvm(0).hand(place.virtual) : near(place.virtual);
    }

    /** One thread in each place. */
    List<Hand> oneInEachPlace() {
        List<Hand> hands = new ArrayList<>();
        for (Place place : Place.values()) {
            hands.add(hand(place));
        }
        return hands;
    }

    private Hand near(boolean virtual) {
        Hand.Near hand = new Hand.Near(virtual);
        near.add(hand);
        return hand;
    }

    /** The other JVM of this number; there are as many as are asked for. */
    SyncJvm jvm(int number) {
        while (jvms.size() <= number) {
            jvms.add(SyncJvm.borrow());
        }
        return jvms.get(number);
    }

    /** Another JVM that has just been started. */
    SyncJvm freshJvm() {
        SyncJvm fresh = SyncJvm.start();
        jvms.add(fresh);
        return fresh;
    }

    @Override
    public void close() {
        near.forEach(Hand.Near::end);
        jvms.forEach(SyncJvm::giveBack);
    }
}
