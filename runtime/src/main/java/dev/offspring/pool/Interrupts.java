package dev.offspring.pool;

/**
 * Interrupts the task that is meant, and not the one after it: the parent says which one before it asks.
 *
 * <p>Between the two threads, the worker's and the one that is asked, it is as with two flags (Dekker): each sets its own
 * and then looks at the other's.
 */
final class Interrupts implements Runnable {
    private final WorkerLink link;
    private final Thread worker;
    private volatile long running;
    private volatile boolean interrupting;

    Interrupts(WorkerLink link, Thread worker) {
        this.link = link;
        this.worker = worker;
    }

    void begin(long task) {
        running = task;
    }

    /** From now on the task is not interrupted any more, and no trace of an interrupt is left. */
    void end() {
        running = 0;
        while (interrupting) {
            Thread.onSpinWait();
        }
        boolean ignored = Thread.interrupted();
    }

    /** The parent asks. */
    @Override
    public synchronized void run() {
        interrupting = true;
        try {
            if (running == link.interruptOf()) {
                worker.interrupt();
            }
        } finally {
            interrupting = false;
        }
    }
}
