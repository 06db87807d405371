package dev.offspring.pool;

import java.util.Map;

/**
 * Takes what belongs to a thread along with the tasks that it gives to a pool: a logging context, a trace.
 *
 * <p>Found by {@link java.util.ServiceLoader}, in the process that has the pool and in its workers. Several are asked one after the
 * other; their keys must not collide.
 *
 * <pre>{@code
 * public final class MdcCarrier implements ContextCarrier {
 *     public Map<String, String> capture() { return MDC.getCopyOfContextMap(); }
 *     public AutoCloseable enter(Map<String, String> context) {
 *         MDC.setContextMap(context);
 *         return MDC::clear;
 *     }
 * }
 * }</pre>
 */
public interface ContextCarrier {
    /** What to take along: called by the thread that gives a task to a pool. Empty for nothing. */
    Map<String, String> capture();

    /**
     * Called by the worker's thread before the task, with what was captured by all carriers. What it gives back is closed after
     * the task.
     */
    AutoCloseable enter(Map<String, String> context);
}
