package dev.offspring.pool;

/**
 * Interrupts the task that is meant, and not the one before it or after it: the parent says which one before it asks.
 *
 * <p>Between the two threads, the worker's and the one that is asked, it is as with two flags (Dekker): each writes its own and
 * then looks at the other's. The worker's is the word by which it begins the next task.
 */
final class Interrupts implements Runnable {
    private final WorkerLink link;
    private final Thread worker;
    private volatile boolean interrupting;

    /** The task that was interrupted last; said before it is. */
    private volatile long interrupted;

    Interrupts(WorkerLink link, Thread worker) {
        this.link = link;
        this.worker = worker;
    }

    /** The worker has begun this task: no trace is left of an interrupt that was meant for the one before, and none of its own is lost. */
    void begun(long number) {
        while (interrupting) {
            Thread.onSpinWait();
        }
        boolean ignored = Thread.interrupted();
        if (interrupted == number) {
            worker.interrupt(); // it came before the line above, or during it
        }
    }

    /** The parent asks. */
    @Override
    public synchronized void run() {
        interrupting = true;
        try {
            long meant = link.interruptOf();
            if (link.begun() == meant) {
                interrupted = meant;
                worker.interrupt();
            }
        } finally {
            interrupting = false;
        }
    }
}
