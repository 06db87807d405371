package dev.offspring.process;

import dev.offspring.error.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * A debugger that a child waits for before it does anything: {@code -Doffspring.debug=NAME} in the parent, where {@code NAME} is
 * that of a child, {@code greet-1}, or of a target, {@code Hello.greet} or {@code greet}.
 */
final class Debugger {
    private static final String WANTED = "offspring.debug";

    private final int port;

    private Debugger(int port) {
        this.port = port;
    }

    static @Nullable Debugger wantedFor(String child, Target<?> target) {
        String wanted = System.getProperty(WANTED);
        boolean matches = wanted != null
                && (wanted.equals(child) || wanted.equals(target.name()) || wanted.equals(target.simpleName()));
        return matches ? new Debugger(freePort(child)) : null;
    }

    /** Chosen here rather than by the child, whose own word about it might go nowhere. */
    private static int freePort(String child) {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new StartException("there is no port on which " + child + " could wait for a debugger: " + e, e);
        }
    }

    String option() {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=localhost:" + port;
    }

    void announce(String child, long pid) {
        System.err.println("offspring: " + child + " (pid " + pid + ") waits for a debugger on port " + port);
    }
}
