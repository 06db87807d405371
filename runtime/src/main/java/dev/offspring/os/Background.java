package dev.offspring.os;

/**
 * Threads that this process needs to its end, and that are no part of what happened to need them first: whoever runs a program in a
 * group of threads and with a class loader of its own, as {@code mvn exec:java} does, would wait for them, and keep that loader.
 */
public final class Background {
    private Background() {}

    /** A daemon thread in the system's own group. */
    public static Thread.Builder.OfPlatform thread(String name) {
        return Thread.ofPlatform()
                .group(outermost())
                .inheritInheritableThreadLocals(false)
                .daemon()
                .name(name);
    }

    private static ThreadGroup outermost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
