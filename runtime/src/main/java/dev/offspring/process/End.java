package dev.offspring.process;

import dev.offspring.error.TransferException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known when a child has ended.
 *
 * @param status as the operating system reports it through Java: 128 + n for death by signal n
 * @param report what the child said
 * @param broken why the report cannot be read, if it cannot
 * @param lastLines of its standard error
 * @param crashReport the JVM's own, if it crashed
 */
record End(
        int status,
        Report report,
        @Nullable TransferException broken,
        List<String> lastLines,
        @Nullable Path crashReport) {

    /** Whether the link was closed before it could be read: then the end itself is at hand. */
    boolean saysNothing() {
        return report.state() == LinkLayout.NEW && broken == null;
    }

    /** The report of a child that has done its work and is about to end. */
    static End reported(ParentLink link) {
        return read(link, 0, List.of(), null);
    }

    static End read(ParentLink link, int status, List<String> lastLines, @Nullable Path crashReport) {
        try {
            return new End(status, link.read(), null, lastLines, crashReport);
        } catch (TransferException e) {
            return new End(status, Report.NONE, e, lastLines, crashReport);
        }
    }
}
