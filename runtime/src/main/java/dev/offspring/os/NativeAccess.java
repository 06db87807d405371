package dev.offspring.os;

/**
 * Whether this JVM may call native code without a warning that its user did not ask for.
 *
 * <p>A JVM that was not started with {@code --enable-native-access} for the runtime prints four lines of warning at the first
 * native call, and later versions will refuse it. So without that option nothing native is called, unless
 * {@code -Doffspring.native=true} says that the warning is no matter: memory then comes from a named file, and threads that wait
 * look now and then.
 */
public final class NativeAccess {
    // Asked once: a library whose own call has caused the warning would change the answer.
    private static final boolean GRANTED = Boolean.getBoolean("offspring.native")
            || NativeAccess.class.getModule().isNativeAccessEnabled();

    private NativeAccess() {}

    /** The same answer for the whole life of this process. */
    public static boolean isGranted() {
        return GRANTED;
    }
}
