package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Task;

/** What nobody should write: a process that is started when the class is initialised, so in each child as well. */
final class StartsInInitialiser {
    static final Task<Void> TASK = StartsInInitialiserTargets.nothing();
    static final ChildProcess<Void> CHILD = DeedsTargets.nothing().start();

    private StartsInInitialiser() {}

    @ProcessTarget
    static void nothing() {}
}
