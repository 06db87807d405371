package dev.offspring.error;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for an exception that another process threw and that cannot be rebuilt here: its class is missing, or has no
 * usual constructor. It carries that exception's class name, message, frames and causes.
 */
public final class RemoteException extends OffspringException {
    private static final long serialVersionUID = 1L;

    private final String className;

    /** An exception of class {@code className} with this message. */
    public RemoteException(String className, @Nullable String message, @Nullable Throwable cause) {
        super(message == null ? "" : message, cause);
        this.className = className;
    }

    /** The binary name of the class that was thrown. */
    public String className() {
        return className;
    }

    /** As the original would have printed itself. */
    // It is the class name that must read as the original's; a message alone cannot do that.
    @SuppressWarnings("OverrideThrowableToString")
    @Override
    public String toString() {
        String message = getMessage();
        return message == null || message.isEmpty() ? className : className + ": " + message;
    }
}
