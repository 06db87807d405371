package dev.offspring.process;

import java.util.List;

/**
 * Whom a class-data cache is made for.
 *
 * <p>Children of any target may need any of the runtime, and most need little of it: all of it is in their cache, and each class is
 * loaded when it is needed. A target that {@linkplain Target#isRehearsed rehearses itself}, as that of a pool's workers, always needs the
 * same, wherever it has the heap for it: that is in theirs, loaded and linked ahead, with the method handles and lambdas that a JVM makes anew otherwise.
 *
 * @param main the launcher main
 * @param rehearses whether it is for those of a target that rehearses itself
 */
record Trainee(String main, boolean rehearses) {
    /** As the JVM's option. */
    String linking() {
        return rehearses ? "-XX:+AOTClassLinking" : "-XX:-AOTClassLinking";
    }

    /** What a {@link Rehearsal} is told; the folders of the class path are in {@code folders}. */
    List<String> rehearsal(String folders) {
        return List.of(main, folders, Boolean.toString(rehearses));
    }
}
