package dev.offspring.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Lets this process end just before one of its stores to shared memory. It must run with {@code -Doffspring.steps=true}. */
public final class CrashPoints {
    /** As of a process that SIGKILL has ended. */
    public static final int STATUS = 137;

    private static final Set<String> STORES = Set.of(
            Step.class.getName(), Mapping.class.getName(), "dev.offspring.sync.Words", "dev.offspring.channel.Words");

    private static final List<String> PASSED = new ArrayList<>();

    private CrashPoints() {}

    /**
     * From now on the stores of this thread, and of those that the session starts, are counted. The process ends before
     * {@code where}: a number, from 1, or the name of a place.
     */
    public static void arm(String where) {
        AtomicLong count = new AtomicLong();
        Thread armed = Thread.currentThread();
        Step.watcher = () -> {
            Thread thread = Thread.currentThread();
            if (thread == armed || thread.getName().equals("offspring-session")) {
                String site = site();
                if (where.equals(Long.toString(count.incrementAndGet())) || where.equals(site)) {
                    System.out.println("halted " + site);
                    System.out.flush();
                    Runtime.getRuntime().halt(STATUS);
                }
                PASSED.add(site);
            }
        };
    }

    /** No more. */
    public static void disarm() {
        Step.watcher = null;
    }

    /** The stores that were made since {@link #arm}. */
    public static List<String> passed() {
        return List.copyOf(PASSED);
    }

    /** The place of the store that this thread is about to make. */
    static String site() {
        return StackWalker.getInstance(Set.of(), 8)
                .walk(frames -> frames.map(StackWalker.StackFrame::toStackTraceElement)
                        .filter(frame -> !STORES.contains(frame.getClassName())
                                && !frame.getClassName().startsWith(CrashPoints.class.getName())
                                && !frame.getClassName().startsWith(Mortal.class.getName()))
                        .findFirst()
                        .map(CrashPoints::name)
                        .orElse("?"));
    }

    private static String name(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + ":" + frame.getLineNumber();
    }
}
