package dev.offspring.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.offspring.shared.SharedInt;
import dev.offspring.shared.SharedLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** A plain write to one shared value is seen by whoever acquires what another was released with after it. */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, -1", "1, -1"},
        expect = ACCEPTABLE,
        desc = "in order, and whole")
@Outcome(expect = FORBIDDEN, desc = "out of order, or torn")
@State
public class ReleasedValue {
    private final SharedLong value = SharedLong.create(0);
    private final SharedInt ready = SharedInt.create(0);

    @Actor
    public void writer() {
        value.setPlain(-1);
        ready.setRelease(1);
    }

    @Actor
    public void reader(IJ_Result result) {
        result.r1 = ready.getAcquire();
        result.r2 = value.getPlain();
    }

    @Arbiter
    public void after(IJ_Result result) {
        value.close();
        ready.close();
    }
}
