package dev.offspring.pool;

/**
 * Interrupts the task that is meant, and not the one after it: the parent says which one before it asks.
 *
 * <p>Between the two threads, the worker's and the one that is asked, it is as with two flags (Dekker): each writes its own and
 * then looks at the other's. The worker's is the word by which it begins the next task.
 */
final class Interrupts implements Runnable {
    private final WorkerLink link;
    private final Thread worker;
    private volatile boolean interrupting;

    Interrupts(WorkerLink link, Thread worker) {
        this.link = link;
        this.worker = worker;
    }

    /** Another task has been begun: no trace is left of an interrupt that was meant for the one before. */
    void begun() {
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
            if (link.begun() == link.interruptOf()) {
                worker.interrupt();
            }
        } finally {
            interrupting = false;
        }
    }
}
