package dev.offspring.process;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files that a waiting JVM may have opened, and how they were before it began. A file is the one that it was as long as it has the same
 * number in the system and the same time of its last change, which no program can set; a folder, as long as it is the same folder: what
 * is in it is read when it is wanted.
 *
 * <p>A start that a spare serves waits for this, in code that has run only a few times yet: so no more is read than that, and it is not
 * put into words as a class-data cache's marks are.
 */
final class OpenedFiles {
    private static final boolean ARE_UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final String OF_FILE = ARE_UNIX ? "unix:ino,ctime" : "fileKey,size,lastModifiedTime,isDirectory";
    private static final String OF_FOLDER = ARE_UNIX ? "unix:ino,isDirectory" : "fileKey,isDirectory";
    private static final Map<String, Object> ABSENT = Map.of();

    private final List<Opened> all = new ArrayList<>();

    private record Opened(Path path, String attributes, Map<String, Object> values) {}

    private OpenedFiles() {}

    /** As they are now; one that is not there must not come into being. */
    static OpenedFiles of(List<String> files) {
        OpenedFiles opened = new OpenedFiles();
        for (String file : files) {
            Path path = Path.of(file);
            String attributes = Files.isDirectory(path) ? OF_FOLDER : OF_FILE;
            opened.all.add(new Opened(path, attributes, values(path, attributes)));
        }
        return opened;
    }

    /** Whether all are now what they were. */
    boolean areUnchanged() {
        for (Opened file : all) {
            if (!values(file.path, file.attributes).equals(file.values)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> values(Path path, String attributes) {
        try {
            return Files.readAttributes(path, attributes);
        } catch (IOException e) {
            return ABSENT;
        }
    }
}
