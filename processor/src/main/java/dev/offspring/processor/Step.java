package dev.offspring.processor;

/** One part of the processor's work. Steps live as long as the processor, and may keep names (not elements) over rounds. */
interface Step {
    /** Looks at a round, reports what is wrong in it, and writes what is ready. Also called in the last round. */
    void round(RoundContext context);
}
