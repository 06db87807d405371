package dev.offspring.process;

import dev.offspring.memory.Session;
import dev.offspring.os.Background;
import dev.offspring.os.ExitWitness;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What a program's first start leaves for later, because it would take longer than all the rest of it: the first native call, and the
 * session. Done when a child asks for it, or the child has booted meanwhile and leaves a processor free.
 */
final class Settling implements Runnable {
    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A child that asks is asleep until it is answered. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Settling() {}

    /** Once in a process, whoever asks. */
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            Settling settling = new Settling();
            try {
                Background.thread("offspring-settling").start(settling);
            } catch (OutOfMemoryError e) {
                settling.settle(); // there are no threads left
            }
        }
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < DELAY_NANOS && !Session.current().isWanted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        settle();
    }

    private void settle() {
        try {
            ExitWitness.beginLate();
        } finally {
            Session.current().settle(); // for which descendants wait, perhaps
        }
    }
}
