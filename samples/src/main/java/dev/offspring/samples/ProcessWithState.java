package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Processes;
import java.util.ArrayList;
import java.util.List;

/**
 * State that travels with an object into its process: a target that is an instance method.
 *
 * <p>Python: a subclass of {@code Process} that overrides {@code run()} and keeps {@code num} in a field. Here the
 * receiver travels with the arguments. The tutorial's loop is endless and sleeps a second per turn; this one makes
 * {@value #TURNS} turns and sleeps less, so that the program ends.
 */
public final class ProcessWithState {
    private static final int TURNS = 3;
    private static final long PAUSE_MILLIS = 200;

    private final int num;

    ProcessWithState(int num) {
        this.num = num;
    }

    @ProcessTarget
    void run() throws InterruptedException {
        for (int turn = 0; turn < TURNS; turn++) {
            System.out.println("I am process " + num + ", my pid is: "
                    + Processes.current().pid());
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        List<ChildProcess<Void>> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(ProcessWithStateTargets.run(new ProcessWithState(i)).start());
        }
        for (var p : processes) {
            p.join();
        }
    }
}
