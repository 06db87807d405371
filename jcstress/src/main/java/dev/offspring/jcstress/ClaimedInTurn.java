package dev.offspring.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.offspring.memory.Block;
import dev.offspring.memory.Claim;
import dev.offspring.memory.Session;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The claim of a process keeps two of its own threads apart, too: its word names the process, and not the thread. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "no addition is lost")
@State
public class ClaimedInTurn {
    private static final int KIND = 1_000;

    private final Block block = Session.current().allocate(KIND, Long.BYTES);
    private int sum;

    @Actor
    public void one() {
        add();
    }

    @Actor
    public void other() {
        add();
    }

    private void add() {
        Claim claim = block.claim(0);
        claim.acquire();
        sum++;
        claim.release();
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = sum;
        block.close();
    }
}
