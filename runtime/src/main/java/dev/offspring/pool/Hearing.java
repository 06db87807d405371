package dev.offspring.pool;

import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes apart what a worker has written: of which tasks it is, and what follows from it. Used under the crew's lock. */
final class Hearing {
    private final Crew crew;
    private final Seats seats;
    private final Deaths deaths;
    private final Tally tally;

    Hearing(Crew crew, Seats seats, Deaths deaths, Tally tally) {
        this.crew = crew;
        this.seats = seats;
        this.deaths = deaths;
        this.tally = tally;
    }

    /** All that was heard; gives back the records for the log that were among it. */
    List<byte[]> hear(WorkerProcess worker, Heard heard, List<Answer> deliveries) {
        List<byte[]> records = List.of();
        int i = 0;
        while (i < heard.size()) {
            switch (heard.kind(i)) {
                case WorkerLayout.LOG -> {
                    records = records.isEmpty() ? new ArrayList<>() : records;
                    records.add(heard.bytes(i++));
                }
                case WorkerLayout.READY -> ready(worker, Starter.nanos(heard.bytes(i++)));
                case WorkerLayout.NOT_READY -> {
                    Throwable why = Answer.thrown(heard.bytes(i++), worker);
                    crew.initialiserFailed(worker, why, deliveries);
                }
                default -> i += answered(worker, heard, i, deliveries);
            }
        }
        worker.pace().adapt();
        return records;
    }

    private void ready(WorkerProcess worker, long tookNanos) {
        deaths.oneIsReady();
        worker.career().ready(tookNanos);
        ChildProcess<?> child = worker.child();
        if (Recorder.isOn() && child != null) {
            Recorder.workerStarted(worker, child.pid(), worker.career().startingNanos());
        }
    }

    /** What was heard there is an answer to a job's next task, or to some of them; of how many messages. */
    private int answered(WorkerProcess worker, Heard heard, int i, List<Answer> deliveries) {
        Job job = worker.next();
        if (job == null) {
            worker.kill(new ExitCause.Exited(1)); // it has answered what nobody asked
            return 1;
        }
        if (job.equals(worker.doomed())) {
            // It has noticed the interrupt. But its time was over: it dies all the same, so that there is one outcome.
            Answer.of(job, heard.kind(i), heard.bytes(i), worker).discard();
            worker.kill(new ExitCause.TimedOut(Duration.ofNanos(job.timeoutNanos)));
            return 1;
        }
        int results = job.count() == 1 ? 0 : heard.results(i, job.count());
        Answer answer = results == 0
                ? Answer.of(job, heard.kind(i), heard.bytes(i), worker)
                : Answer.results(job, results, heard.frames(i, results), worker);
        tookTimes(worker, job, heard, i, answer);
        boolean wanted = job.state != Job.State.DONE;
        worker.answered(answer.count());
        if (job.equals(worker.unwanted())) {
            worker.forgetUnwanted();
        }
        if (answer.kind() == WorkerLayout.EXHAUSTED) {
            worker.leave();
            var _ = crew.takeBack(worker);
            seats.replace(worker);
        }
        if (wanted) {
            deliveries.add(answer);
        } else {
            answer.discard();
        }
        return answer.count();
    }

    private void tookTimes(WorkerProcess worker, Job job, Heard heard, int i, Answer answer) {
        int alike;
        for (int done = 0; done < answer.count(); done += alike) {
            alike = heard.alike(i + done, answer.count() - done);
            long nanos = Ticks.nanos(heard.detail(i + done));
            int index = job.first() + done;
            worker.took(job.task(index), nanos, alike);
            tally.took(nanos, alike, answer.isResult());
            if (Recorder.isOn()) {
                Recorder.tasksDone(worker, job, index, alike, nanos, answer.isResult());
            }
        }
    }
}
