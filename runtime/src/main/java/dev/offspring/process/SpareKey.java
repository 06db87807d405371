package dev.offspring.process;

import dev.offspring.cache.NamedJars;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that a JVM has from its start on: a spare serves a start that would start the same JVM.
 *
 * @param command its words, less the child's name and main class
 * @param environment what it has besides its parent's
 * @param streams where its output goes
 * @param classPath where its classes are from
 */
record SpareKey(
        List<String> command,
        Map<String, String> environment,
        List<ProcessBuilder.Redirect> streams,
        String classPath) {

    /** Of the class path: its entries, and the files that their manifests add. */
    List<String> files() {
        List<String> files = new ArrayList<>(List.of(classPath.split(File.pathSeparator, -1)));
        files.addAll(NamedJars.of(files));
        return files;
    }

    /** The class path's, which its text remembers: the words of a command are many, and this is asked for at each start. */
    @Override
    public int hashCode() {
        return classPath.hashCode();
    }
}
