package dev.offspring.processor;

/** Shared accessors from {@code @Shared} fields. */
final class SharedStep implements Step {
    @Override
    public void round(RoundContext context) {
        // Accessors are written here.
    }
}
