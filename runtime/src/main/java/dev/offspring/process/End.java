package dev.offspring.process;

import dev.offspring.error.TransferException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known when a child has ended.
 *
 * @param status as Java reports it: 128 + n for death by signal n
 * @param death how it ended, as the system tells it
 * @param report what the child said
 * @param broken why the report cannot be read, if it cannot
 * @param lastLines of its standard error
 * @param crashReport the JVM's own, if it crashed
 */
record End(
        int status,
        Death death,
        Report report,
        @Nullable TransferException broken,
        List<String> lastLines,
        @Nullable Path crashReport) {

    /** What the system knows of an end beyond the status, which may mean two things. */
    enum Death {
        /** Nothing. */
        UNKNOWN,
        /** It exited: no signal killed it. */
        EXITED,
        /** A signal killed it. */
        KILLED,
        /** The kernel killed it, when the memory of its control group was used up. */
        KILLED_FOR_MEMORY,
        /** Its JVM ended it for an {@code OutOfMemoryError}, as its options say. */
        HEAP_FULL
    }

    /** Whether the link was closed before it could be read: then the end itself is at hand. */
    boolean saysNothing() {
        return report.state() == LinkLayout.NEW && broken == null;
    }

    /** The report of a child that has done its work and is about to end. */
    static End reported(ParentLink link) {
        return read(link, 0, Death.UNKNOWN, List.of(), null);
    }

    /** That of a child of which no more could be found out than its status: something failed here. */
    static End unknown(int status, Throwable why) {
        TransferException broken = new TransferException(
                "how it ended could not be found out, for something failed in this process: " + why, why);
        return new End(status, Death.UNKNOWN, Report.NONE, broken, List.of(), null);
    }

    static End read(ParentLink link, int status, Death death, List<String> lastLines, @Nullable Path crashReport) {
        try {
            return new End(status, death, link.read(), null, lastLines, crashReport);
        } catch (TransferException e) {
            return new End(status, death, Report.NONE, e, lastLines, crashReport);
        }
    }
}
