package dev.offspring.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.offspring.sync.Event;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What was done before an event was set is seen by whoever sees that it is set. */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 1", "1, 1"},
        expect = ACCEPTABLE,
        desc = "not set yet, or seen with all before it")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "set, but what came before is not seen")
@State
public class BeforeTheEvent {
    private final Event done = Event.create();
    private int value;

    @Actor
    public void writer() {
        value = 1;
        done.set();
    }

    @Actor
    public void reader(II_Result result) {
        result.r1 = done.isSet() ? 1 : 0;
        result.r2 = value;
    }

    @Arbiter
    public void after(II_Result result) {
        done.close();
    }
}
