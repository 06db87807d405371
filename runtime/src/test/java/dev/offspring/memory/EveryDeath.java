package dev.offspring.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A root process with an arena of its own, in which {@linkplain Mortal processes} die at each of their stores, and those who
 * repair what they left die at each of theirs; or are stopped there while others do theirs. After each run the whole heap is
 * checked. It must run with {@code -Doffspring.steps=true}.
 */
final class EveryDeath {
    private static final int BYTES = 3 << 19;
    private static final int SLOT = 10;
    private static final int OTHER_SLOT = 11;
    private static final long NEVER = Long.MAX_VALUE;

    private final Set<String> sites = new TreeSet<>();
    private long runs;

    private EveryDeath() {}

    public static void main(String[] args) throws IOException {
        Reaper.patienceNanos = 1; // those who doubt are stopped on purpose
        EveryDeath explorer = new EveryDeath();
        switch (args[0]) {
            case "die" -> explorer.die();
            case "stop" -> explorer.stop();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("runs " + explorer.runs);
        System.out.println("sites " + String.join(" ", explorer.sites));
    }

    /** One dies at a store of its deed, its reaper at one of its own; the next one finds all as it should be. */
    private void die() throws IOException {
        for (Deed deed : Deed.values()) {
            long points = 0;
            long repairs = 0;
            for (long number = 1; ; number++) {
                long repair = 1;
                boolean died = deathAndRepair(deed, number, repair);
                while (repairDied) {
                    died = deathAndRepair(deed, number, ++repair);
                }
                repairs += repair - 1;
                if (!died) {
                    break;
                }
                points++;
            }
            System.out.println("deed " + deed + " " + points + " " + repairs);
        }
    }

    private boolean repairDied;

    private boolean deathAndRepair(Deed deed, long number, long repair) throws IOException {
        return run(deed + " at its store " + number + ", its reaper at " + repair, () -> {
            Deed.Scene scene = new Deed.Scene();
            Mortal first = Mortal.born(SLOT);
            Mortal second = Mortal.born(OTHER_SLOT);
            deed.prepare(first, scene);
            boolean died = Mortal.diesAt(number, sites, () -> deed.run(first, scene));
            first.die();
            repairDied = Mortal.diesAt(
                    repair,
                    sites,
                    () -> second.arena().reaper().reapAll(second.arena().slots(), false));
            second.die();
            return died;
        });
    }

    /**
     * One is stopped at a store of its deed while another does a whole one, or dies at a store of it and is reaped; then it
     * goes on, to its end or to its next store, at which it dies.
     */
    private void stop() throws IOException {
        for (Deed deed : Deed.UNHINDERED) {
            long points = 0;
            long before = runs;
            for (Deed others : Deed.UNHINDERED) {
                long number = 1;
                while (stoppedWhile(deed, number, false, others, NEVER)) {
                    stoppedWhile(deed, number, true, others, NEVER);
                    long death = 0;
                    do {
                        stoppedWhile(deed, number, false, others, ++death);
                    } while (otherDied);
                    number++;
                }
                points += number - 1;
            }
            System.out.println("deed " + deed + " " + points + " " + (runs - before));
        }
    }

    private boolean otherDied;

    private boolean stoppedWhile(Deed deed, long number, boolean dies, Deed others, long death) throws IOException {
        String as = deed + " stopped at its store " + number + (dies ? ", dying at its next," : "")
                + " while another does " + others
                + (death == NEVER ? "" : ", dies at its store " + death + " and is reaped");
        return run(as, () -> {
            Deed.Scene scene = new Deed.Scene();
            Mortal first = Mortal.born(SLOT);
            Mortal second = Mortal.born(OTHER_SLOT);
            deed.prepare(first, scene);
            others.prepare(second, scene);
            Runnable meanwhile = () -> {
                otherDied = Mortal.diesAt(death, sites, () -> others.run(second, scene));
                if (otherDied) {
                    second.die();
                }
                Session.current().reap();
            };
            boolean stopped = Mortal.stopsAt(number, meanwhile, dies, () -> deed.run(first, scene));
            if (deed != Deed.MEET) {
                first.die();
            }
            Session.current().reap();
            scene.assertKept(first);
            first.die();
            second.die();
            return stopped;
        });
    }

    private interface Run {
        boolean run() throws IOException;
    }

    private boolean run(String as, Run run) {
        Heap.reset();
        runs++;
        try {
            boolean answer = run.run();
            Heap.assertEmptyBut(Set.of(), as);
            List<Block> again = new ArrayList<>();
            boolean large =
                    Session.current().arena().mapping().getLong(SessionLayout.BUMP) > SessionLayout.BLOCKS + BYTES;
            for (int i = 0; i < 4; i++) {
                again.add(Session.current().allocate(HeapWorker.KIND, large && i == 0 ? BYTES : 1000));
                Heap.assertZeroThenFill(
                        Session.current().arena().mapping(),
                        again.getLast().handle().offset(),
                        (int) again.getLast().bytes());
            }
            again.forEach(Block::close);
            Heap.assertEmptyBut(Set.of(), as);
            return answer;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError(as + ": " + e.getMessage(), e);
        }
    }
}
