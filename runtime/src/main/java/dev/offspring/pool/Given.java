package dev.offspring.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker was given and has not answered, in its order, by the worker's numbers. Used under the crew's lock.
 *
 * <pre>
 *   | answered, not heard | running | not begun, may be taken back | … | not written yet |
 *                           ▲ link.begun()                               outbox
 * </pre>
 *
 * Each task has one number more than the one before it. Where something happens to a task of several that travel together, they
 * are split there, and keep their numbers.
 */
final class Given {
    private final ArrayDeque<Job> jobs = new ArrayDeque<>();
    private final long firstNumber;
    private long lastNumber;
    private int tasks;

    /** The first task gets the number after {@code lastNumber}. */
    Given(long lastNumber) {
        this.firstNumber = lastNumber + 1;
        this.lastNumber = lastNumber;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** How many tasks they are. */
    int tasks() {
        return tasks;
    }

    /** The number of the last one that was ever given. */
    long lastNumber() {
        return lastNumber;
    }

    @Nullable
    Job first() {
        return jobs.peekFirst();
    }

    @Nullable
    Job last() {
        return jobs.peekLast();
    }

    List<Job> list() {
        return List.copyOf(jobs);
    }

    void add(Job job) {
        job.number = lastNumber + 1;
        lastNumber += job.count();
        tasks += job.count();
        jobs.addLast(job);
    }

    /** The first {@code count} tasks of the first job have an answer. */
    void answered(int count) {
        Job job = jobs.getFirst();
        job.answered(count);
        tasks -= count;
        if (job.count() == 0) {
            jobs.removeFirst();
        }
    }

    /** The job of which the task of that number is; null if that has an answer, or there is none. */
    @Nullable
    Job at(long number) {
        for (Job job : jobs) {
            if (job.lastNumber() >= number) {
                return job.number <= number ? job : null;
            }
        }
        return null;
    }

    /** What it has begun although nobody wants it any more, as a job of its own; null if there is none. */
    @Nullable
    Job doneAt(long begun) {
        Job first = jobs.peekFirst();
        if (first == null || first.state != Job.State.DONE || first.number > begun) {
            return null;
        }
        return separate(first, Math.min(begun, first.lastNumber()));
    }

    /** Removes what comes after the task of that number, in its order. */
    List<Job> removeAfter(long number) {
        List<Job> removed = cutAfter(number);
        removed.forEach(job -> tasks -= job.count());
        return removed;
    }

    private List<Job> cutAfter(long number) {
        List<Job> after = new ArrayList<>();
        while (!jobs.isEmpty() && jobs.getLast().number > number) {
            after.add(jobs.removeLast());
        }
        Job last = jobs.peekLast();
        if (last != null && last.lastNumber() > number) {
            after.add(last.split((int) (number - last.number + 1)));
        }
        Collections.reverse(after);
        return after;
    }

    /** Removes all, of which the worker has never heard: their numbers are given again. */
    List<Job> removeUnheard() {
        lastNumber = firstNumber - 1;
        return removeAfter(lastNumber);
    }

    /** The task of that number, which is the job's, as a job of its own. */
    Job separate(Job job, long number) {
        if (job.count() == 1) {
            return job;
        }
        List<Job> after = cutAfter(number);
        int before = (int) (number - job.number);
        Job own = job;
        if (before > 0) {
            own = job.split(before);
            jobs.addLast(own);
        }
        jobs.addAll(after);
        return own;
    }

    boolean has(Job job) {
        return jobs.contains(job);
    }

    /** Removes a job of one task. */
    void remove(Job job) {
        if (jobs.remove(job)) {
            tasks--;
        }
    }
}
