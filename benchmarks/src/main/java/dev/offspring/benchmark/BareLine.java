package dev.offspring.benchmark;

/** The least that a JVM can do: print one line, and, with an argument, stay. */
final class BareLine {
    private BareLine() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("hello");
        if (args.length > 0) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
