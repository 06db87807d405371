package dev.offspring.tests.shared;

import dev.offspring.annotation.Shared;

/** A struct inside a struct. */
final class Point {
    @Shared
    int x = 1;

    @Shared
    byte kind = 2;
}
