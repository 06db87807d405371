package dev.offspring.wire;

import dev.offspring.error.TransferException;

/** What a process threw, on its way to another. Never fails, whatever the exception does. */
public final class Throwables {
    private Throwables() {}

    /** Writes an exception: class, message, frames, causes, suppressed ones. */
    public static void write(Encoder out, Throwable thrown) {
        new ThrowableWriter(out).write(thrown);
    }

    /**
     * Rebuilds what {@link #write} wrote: as its own type where that has a usual constructor here, else as a
     * {@link dev.offspring.error.RemoteException} that names it; with the frames of where it was thrown.
     *
     * @throws TransferException if the bytes are no exception
     */
    public static Throwable read(Decoder in) {
        return new ThrowableReader(in).read();
    }
}
