package dev.offspring.tests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.channel.Connection;
import dev.offspring.channel.Pipe;
import dev.offspring.error.ChildDiedException;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.error.TaskFailedException;
import dev.offspring.pool.Pool;
import dev.offspring.pool.PoolOptions;
import dev.offspring.pool.TaskFuture;
import dev.offspring.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ends of pipes as arguments and results: the other end comes to its end when the task lets go of it, and not before. */
@Timeout(60)
final class PipeEndsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final Pool pool =
            Pool.with(PoolOptions.create().workers(1).heap("64m").grace(Duration.ofMillis(200)));
    private final Pipe<Note> pipe = NotePipe.simplex();
    private final Event goOn = Event.create();

    @AfterEach
    void close() {
        goOn.set();
        pool.close();
        pipe.close();
        goOn.close();
    }

    private Note receive() throws Exception {
        return pipe.first().receive(PATIENCE);
    }

    private void assertNotOver() {
        assertThatThrownBy(() -> pipe.first().receive(MOMENT)).isInstanceOf(TimeoutException.class);
    }

    private void assertOver() {
        assertThatThrownBy(this::receive).isInstanceOf(EndOfStreamException.class);
    }

    @Test
    void end_isTheTasks_untilThatReturns() throws Exception {
        TaskFuture<Boolean> holder = pool.submit(EndsTargets.say(pipe.second(), "hello", goOn));
        assertThat(receive()).isEqualTo(new Note("hello"));
        assertNotOver();
        goOn.set();
        assertThat(holder.get(30, TimeUnit.SECONDS)).isTrue();
        assertOver();
        assertThat(pool.call(DeedsTargets.square(3)))
                .as("its worker lives, and has let go all the same")
                .isEqualTo(9);
        assertThat(pool.stats().restarts()).isZero();
    }

    @Test
    void end_ofATaskThatFails_isClosed() throws Exception {
        assertThatThrownBy(() -> pool.call(EndsTargets.sayAndFail(pipe.second())))
                .isInstanceOf(TaskFailedException.class);
        assertThat(receive()).isEqualTo(new Note("before it failed"));
        assertOver();
    }

    @Test
    void end_ofATaskWhoseWorkerDies_isClosed() throws Exception {
        assertThatThrownBy(() -> pool.call(EndsTargets.sayAndDie(pipe.second())))
                .isInstanceOf(ChildDiedException.class);
        assertThat(receive()).isEqualTo(new Note("before it died"));
        assertOver();
    }

    /** Until then the message has it, in which it travels. */
    @Test
    void end_ofATaskThatWaits_isOpenUntilThatIsCancelled() throws Exception {
        Pipe<Note> other = NotePipe.simplex();
        TaskFuture<Boolean> first = pool.submit(EndsTargets.say(other.second(), "I run", goOn));
        assertThat(other.first().receive(PATIENCE)).isEqualTo(new Note("I run"));
        TaskFuture<Boolean> waiting = pool.submit(EndsTargets.say(pipe.second(), "never said", goOn));
        assertNotOver();
        assertThat(waiting.cancel(true)).isTrue();
        assertOver();
        goOn.set();
        assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        other.close();
    }

    @Test
    void end_ofATaskThatIsCancelledWhileItRuns_isClosed() throws Exception {
        TaskFuture<Boolean> holder = pool.submit(EndsTargets.say(pipe.second(), "hello", goOn));
        assertThat(receive()).isEqualTo(new Note("hello"));
        assertThat(holder.cancel(true)).isTrue();
        assertOver();
    }

    @Test
    void endThatReceives_getsAllAndThenItsEnd() throws Exception {
        TaskFuture<Integer> counting = pool.submit(EndsTargets.count(pipe.first()));
        for (int i = 0; i < 1_000; i++) {
            pipe.second().send(new Note("note " + i));
        }
        assertThatThrownBy(() -> counting.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        pipe.second().close();
        assertThat(counting.get(30, TimeUnit.SECONDS)).isEqualTo(1_000);
    }

    @Test
    void endAsAResult_isOpenHere() throws Exception {
        Connection<Note> back = pool.call(EndsTargets.pass(pipe.second()));
        assertNotOver();
        back.send(new Note("from here"));
        assertThat(receive()).isEqualTo(new Note("from here"));
        back.close();
        assertOver();
    }

    @Test
    void endOfAWorkersOwnPipe_tellsWhatWasSentBefore() throws Exception {
        try (Connection<Note> in = pool.call(EndsTargets.listen())) {
            assertThat(in.receive(PATIENCE)).isEqualTo(new Note("from a worker"));
            assertThatThrownBy(() -> in.receive(PATIENCE)).isInstanceOf(EndOfStreamException.class);
        }
    }

    /** One end for each item: they travel alone, one after the other. */
    @Test
    void endsOfManyItems_comeToTheirEnds() throws Exception {
        goOn.set();
        List<Pipe<Note>> pipes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pipes.add(NotePipe.simplex());
        }
        List<Integer> items = IntStream.range(0, pipes.size()).boxed().toList();
        List<Boolean> all = pool.map(i -> EndsTargets.say(pipes.get(i).second(), "note " + i, goOn), items);
        assertThat(all).hasSameSizeAs(items).containsOnly(true);
        for (int i = 0; i < pipes.size(); i++) {
            Connection<Note> in = pipes.get(i).first();
            assertThat(in.receive(PATIENCE)).isEqualTo(new Note("note " + i));
            assertThatThrownBy(() -> in.receive(PATIENCE)).isInstanceOf(EndOfStreamException.class);
            pipes.get(i).close();
        }
    }
}
