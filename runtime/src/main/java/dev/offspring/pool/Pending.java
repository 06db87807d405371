package dev.offspring.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs that wait for a worker, and how many tasks they are. Used under the crew's lock. */
final class Pending {
    private final ArrayDeque<Job> jobs = new ArrayDeque<>();
    private int tasks;

    /** How many tasks wait. */
    int tasks() {
        return tasks;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    void addAll(List<Job> more) {
        for (Job job : more) {
            jobs.addLast(job);
            tasks += job.count();
        }
    }

    void addFirst(Job job) {
        jobs.addFirst(job);
        tasks += job.count();
    }

    /** Before all others, in their order. */
    void addAllFirst(List<Job> back) {
        back.reversed().forEach(this::addFirst);
    }

    @Nullable
    Job peek() {
        return jobs.peekFirst();
    }

    /** Up to {@code most} tasks of the next job: more only if it must not be split. */
    Job take(int most) {
        Job job = jobs.removeFirst();
        tasks -= job.count();
        if (job.count() > most && !job.whole) {
            addFirst(job.split(most));
        }
        return job;
    }

    /** Forgets the jobs that nobody waits for any more. */
    void removeDone() {
        boolean ignored = jobs.removeIf(job -> job.state == Job.State.DONE);
        tasks = jobs.stream().mapToInt(Job::count).sum();
    }

    /** Removes all. */
    List<Job> clear() {
        List<Job> all = new ArrayList<>(jobs);
        jobs.clear();
        tasks = 0;
        return all;
    }

    /** All, in their order. */
    List<Job> list() {
        return List.copyOf(jobs);
    }
}
