package dev.offspring.tests.process;

/** A program whose {@code main} returns, or throws, before its child says something. */
final class LastWords {
    private LastWords() {}

    public static void main(String[] args) {
        var _ = DeedsTargets.speakAfter(300, "last words").start();
        System.out.println("main ends");
        if (args.length > 0) {
            throw new IllegalStateException(args[0]);
        }
    }
}
