package dev.offspring.process;

import java.util.Map;

/** Signal numbers, as POSIX fixes them where it does. */
final class Signals {
    static final int HUP = 1;
    static final int INT = 2;
    static final int ABRT = 6;
    static final int KILL = 9;
    static final int TERM = 15;

    /** The highest number of a signal that is not a real-time one. */
    static final int LAST = 31;

    /** A shell and a JVM report death by signal n as status 128 + n. */
    static final int STATUS_BASE = 128;

    private static final Map<Integer, String> NAMES = Map.of(
            HUP, "SIGHUP", INT, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", ABRT, "SIGABRT", 8, "SIGFPE", KILL, "SIGKILL", 11,
            "SIGSEGV", 13, "SIGPIPE", TERM, "SIGTERM");

    private Signals() {}

    static String nameInParentheses(int signal) {
        String name = NAMES.get(signal);
        return name == null ? "" : " (" + name + ")";
    }
}
