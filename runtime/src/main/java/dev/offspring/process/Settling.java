package dev.offspring.process;

import dev.offspring.memory.Session;
import dev.offspring.os.Background;
import dev.offspring.os.ExitWitness;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a program's first start leaves for later, because it would take longer than all the rest of it: the first native call, and the
 * session. Done when a child asks for it, or the child has booted meanwhile and leaves a processor free.
 */
final class Settling implements Runnable {
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A child that asks is asleep until it is answered. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Settling() {}

    /** Once in a process, whoever asks. */
    static void begin() {
        Once.begin();
    }

    private static final class Once {
        static {
            Background.thread("offspring-settling").start(new Settling());
        }

        static void begin() {}
    }

    @Override
    public void run() {
        Session session = Session.current();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < DELAY_NANOS && !session.isWanted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        ExitWitness.beginLate();
        session.makePosted();
    }
}
