package dev.offspring.processor;

/** Task factories, launcher mains, serialisers and the registry. */
final class TargetStep implements Step {
    @Override
    public void round(RoundContext context) {
        // Targets are written here.
    }
}
