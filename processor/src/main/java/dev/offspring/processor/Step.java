package dev.offspring.processor;

import javax.annotation.processing.ProcessingEnvironment;

/** One part of the processor's work. Steps live as long as the processor, and may keep names (not elements) over rounds. */
interface Step {
    /** Called once, before the first round, also in compilations without any annotation of ours. */
    default void start(ProcessingEnvironment environment) {}

    /** Looks at a round, reports what is wrong in it, and writes what is ready. Also called in the last round. */
    void round(RoundContext context);
}
