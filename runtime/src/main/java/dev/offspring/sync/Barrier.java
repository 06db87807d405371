package dev.offspring.sync;

import dev.offspring.memory.Block;
import dev.offspring.memory.Journal.What;
import dev.offspring.memory.Session;
import dev.offspring.memory.Waiting;
import dev.offspring.memory.Waiting.Cause;
import dev.offspring.memory.Waiting.Outcome;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a fixed number of threads, of any processes of the session, wait for each other, again and again; the methods are
 * those of {@link java.util.concurrent.CyclicBarrier}.
 *
 * <p>Any thread of any process may call them. What each thread did before it arrived is visible to all after they have passed,
 * and to the action. It may be an argument of a target, a part of one, and {@code @Shared static}.
 *
 * <p><b>Broken.</b> If one of those who wait is interrupted, runs out of time, or <em>dies with its process</em>, the round is
 * broken: all others get a {@link BrokenBarrierException} (after a death within 200 ms), and so does whoever comes, until
 * {@link #reset()}.
 */
public final class Barrier implements AutoCloseable {
    private static final int MOST = 1 << 20;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Block block;
    private final Rounds rounds;

    Barrier(Block block) {
        this.block = block;
        this.rounds = new Rounds(block);
    }

    /**
     * A new one for so many parties.
     *
     * @throws IllegalArgumentException if {@code parties} is not between 1 and 2^20
     */
    public static Barrier create(int parties) {
        if (parties < 1 || parties > MOST) {
            throw new IllegalArgumentException("parties=" + parties + " is not between 1 and " + MOST);
        }
        Block block = Session.current().allocate(Kinds.BARRIER, BarrierLayout.arrival(parties));
        Words.setInt(block.segment(), BarrierLayout.PARTIES, parties);
        Words.setLong(block.segment(), BarrierLayout.STATE, BarrierLayout.firstState());
        return new Barrier(block);
    }

    /**
     * Waits until all parties have come.
     *
     * @return the index of this arrival: 0 for the last one, {@code getParties() - 1} for the first
     * @throws BrokenBarrierException if the barrier is broken, or becomes so while this thread waits
     */
    public int await() throws InterruptedException, BrokenBarrierException {
        return await(() -> {});
    }

    /**
     * As {@link #await()}; if this thread is the last to arrive, it runs {@code action} before any other goes on. Whatever
     * that throws breaks the barrier, and is thrown here.
     */
    public int await(Runnable action) throws InterruptedException, BrokenBarrierException {
        try {
            return await(Waiting.FOREVER, action);
        } catch (TimeoutException e) {
            throw new AssertionError("an endless wait has ended", e);
        }
    }

    /**
     * As {@link #await()}, for a while.
     *
     * @throws TimeoutException if the others have not come in that time; the barrier is broken then. It is not if even the
     *     round before, which is full, was still at its action
     */
    public int await(long timeout, TimeUnit unit)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        return await(Math.max(0, unit.toNanos(timeout)), () -> {});
    }

    /** As {@link #await(long, TimeUnit)}. */
    public int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return await(Timeouts.nanos(timeout), () -> {});
    }

    private int await(long timeoutNanos, Runnable action)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        block.check();
        long deadline = System.nanoTime() + timeoutNanos;
        Rounds.Arrival arrival = arrive(deadline);
        if (arrival.isLast()) {
            pass(arrival, action);
        } else {
            awaitOthers(arrival, deadline);
        }
        return rounds.parties() - 1 - arrival.cell();
    }

    /** Those who come while a round is full but not over wait for the next. */
    private Rounds.Arrival arrive(long deadline) throws InterruptedException, BrokenBarrierException, TimeoutException {
        while (true) {
            long state = rounds.state();
            if (Thread.interrupted()) {
                if (rounds.arrived(state) < rounds.parties()) {
                    breakRound(state); // a full one is over but for its action, and waits for nobody
                }
                throw new InterruptedException();
            }
            if (BarrierLayout.isBroken(state)) {
                throw new BrokenBarrierException(this + ": reset() makes it usable again");
            }
            Rounds.Arrival arrival = rounds.arrive(state);
            if (arrival != null) {
                return arrival;
            }
            rounds.gate()
                    .await(value -> rounds.state() != state, deadline, true, () -> breakIfDead(state, 0), Cause.DEATH);
            if (rounds.state() == state && deadline - System.nanoTime() <= 0) {
                throw new TimeoutException("the round before this one was not over in time: " + this);
            }
        }
    }

    private void pass(Rounds.Arrival arrival, Runnable action) throws BrokenBarrierException {
        boolean done = false;
        try {
            action.run();
            done = true;
        } finally {
            if (!done) {
                breakRound(arrival.state());
            }
        }
        if (!rounds.change(arrival.state(), BarrierLayout.passed(arrival.state()))) {
            throw broken(arrival);
        }
    }

    private void awaitOthers(Rounds.Arrival arrival, long deadline)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        long state = arrival.state();
        try {
            Outcome outcome = Outcome.HOPELESS;
            while (outcome == Outcome.HOPELESS) {
                outcome = awaitChange(state, arrival.cell(), deadline);
            }
            if (outcome == Outcome.TIMED_OUT && breakRound(state)) {
                throw new TimeoutException("only " + rounds.arrived(state) + " of " + rounds.parties()
                        + " had come in time; the barrier is broken: " + this);
            }
        } catch (InterruptedException e) {
            if (breakRound(state)) {
                throw e;
            }
            Thread.currentThread().interrupt(); // the round was over first
        }
        if (!rounds.isPassed(state)) {
            throw broken(arrival);
        }
    }

    /** Where not all parties can run at once, whoever spins keeps a processor from one that has not come yet. */
    private Outcome awaitChange(long state, int cell, long deadline) throws InterruptedException {
        IntPredicate over = value -> rounds.state() != state;
        BooleanSupplier broken = () -> breakIfDead(state, cell);
        return rounds.parties() > PROCESSORS
                ? rounds.gate().sleep(over, deadline, true, broken, Cause.DEATH)
                : rounds.gate().await(over, deadline, true, broken, Cause.DEATH);
    }

    private boolean breakIfDead(long state, int cell) {
        if (rounds.deadBefore(state, cell) == Rounds.NOBODY || !breakRound(state)) {
            return false;
        }
        block.processes()
                .journal()
                .note(
                        What.BROKE_BARRIER,
                        block.handle().offset(),
                        block.handle().kind());
        return true;
    }

    private boolean breakRound(long state) {
        return rounds.change(state, BarrierLayout.broken(state));
    }

    private BrokenBarrierException broken(Rounds.Arrival arrival) {
        long pid = rounds.deadBefore(arrival.state(), arrival.cell());
        return new BrokenBarrierException("the barrier broke while this thread waited: "
                + (pid == Rounds.NOBODY
                        ? "another was interrupted, ran out of time, died, reset or aborted it"
                        : (pid == Rounds.UNKNOWN ? "a process" : "pid " + pid) + ", which had arrived, died")
                + ". " + this);
    }

    /** How many threads it takes. */
    public int getParties() {
        block.check();
        return rounds.parties();
    }

    /** How many have come and wait at this moment. */
    public int getNumberWaiting() {
        block.check();
        long state = rounds.state();
        return BarrierLayout.isBroken(state) ? 0 : rounds.arrived(state);
    }

    /** Whether it is broken. */
    public boolean isBroken() {
        block.check();
        return BarrierLayout.isBroken(rounds.state());
    }

    /** Begins anew. Those who wait get a {@link BrokenBarrierException}. */
    public void reset() {
        block.check();
        rounds.reset();
    }

    /** Breaks it: those who wait and those who come get a {@link BrokenBarrierException}, until {@link #reset()}. */
    public void abort() {
        block.check();
        long state = rounds.state();
        while (!BarrierLayout.isBroken(state) && !breakRound(state)) {
            state = rounds.state();
        }
    }

    /** Closes it for all processes; those who wait get an exception. Twice is harmless. */
    @Override
    public void close() {
        int last = rounds.gate().lastWord();
        block.close();
        rounds.gate().wakeForGood(last);
    }

    Block block() {
        return block;
    }

    /** Equal are handles of the same barrier. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Barrier barrier && barrier.block.handle().equals(block.handle());
    }

    @Override
    public int hashCode() {
        return block.handle().hashCode();
    }

    @Override
    public String toString() {
        String name = "Barrier@" + Long.toHexString(block.handle().offset());
        if (!block.isOpen()) {
            return name + "[closed]";
        }
        long state = rounds.state();
        return name + "[" + rounds.arrived(state) + " of " + rounds.parties()
                + (BarrierLayout.isBroken(state) ? ", broken]" : "]");
    }
}
