package dev.offspring.sync;

import java.io.Serializable;

/** What a {@link Hand} does with a shared thing. It may be told to another JVM: what it captures must be serialisable. */
@FunctionalInterface
public interface Deed<T, R> extends Serializable {
    R on(T shared) throws Exception;

    /** A deed that gives nothing. */
    @FunctionalInterface
    public interface Act<T> extends Serializable {
        void on(T shared) throws Exception;
    }
}
