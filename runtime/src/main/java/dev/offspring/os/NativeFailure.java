package dev.offspring.os;

import java.io.IOException;

/** A C function answered -1. */
final class NativeFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    NativeFailure(String function, int errno) {
        super(function + " failed: errno=" + errno);
        this.errno = errno;
    }

    int errno() {
        return errno;
    }
}
