package dev.offspring.error;

/** A message is longer than the buffer that should receive it. It has been received all the same: here it is. */
public final class BufferTooSmallException extends OffspringException {
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;

    /** What happened, and the whole message. */
    public BufferTooSmallException(String message, byte[] bytes) {
        super(message);
        this.bytes = bytes.clone();
    }

    /** The whole message. */
    public byte[] bytes() {
        return bytes == null ? new byte[0] : bytes.clone();
    }
}
