package dev.offspring.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a JVM has from its start on: a spare serves a start that would start the same JVM.
 *
 * @param command its words, less the child's name and main class
 * @param environment what it has besides its parent's
 * @param directory where it works; null if where its parent does
 * @param streams where its output goes
 * @param classPath where its classes are from
 */
record SpareKey(
        List<String> command,
        Map<String, String> environment,
        @Nullable Path directory,
        List<ProcessBuilder.Redirect> streams,
        String classPath) {

    /** By which to tell that a file of the class path was replaced. A folder's files are read when a class is wanted. */
    List<Long> stamps() {
        List<Long> stamps = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            File file = new File(entry);
            boolean isFile = file.isFile();
            stamps.add(isFile ? file.lastModified() : -1);
            stamps.add(isFile ? file.length() : -1);
        }
        return stamps;
    }
}
