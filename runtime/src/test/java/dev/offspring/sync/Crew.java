package dev.offspring.sync;

import java.util.ArrayList;
import java.util.List;

/** The threads and JVMs that help one test. */
public final class Crew implements AutoCloseable {
    private final List<Hand.Near> near = new ArrayList<>();
    private final List<SyncJvm> jvms = new ArrayList<>();

    /** Nobody yet. */
    public Crew() {}

    /** A new thread in such a place; those in another JVM are all in the same one. */
    public Hand hand(Place place) {
        return place.far ? jvm(0).hand(place.virtual) : near(place.virtual);
    }

    /** One thread in each place. */
    public List<Hand> oneInEachPlace() {
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
    public SyncJvm jvm(int number) {
        while (jvms.size() <= number) {
            jvms.add(SyncJvm.borrow());
        }
        return jvms.get(number);
    }

    /** Another JVM that has just been started. */
    public SyncJvm freshJvm() {
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
