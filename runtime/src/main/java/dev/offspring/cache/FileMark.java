package dev.offspring.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * By what a file is known again, as text: its path, size and times, and where the system has them its number and the time of its
 * last change, which no program can set. Another file under the same name has another mark.
 */
final class FileMark {
    private static final String ABSENT = "absent";

    private static final String FOLDER = "folder ";

    /** Before the path, which may have any other character in it. */
    private static final char END = '\t';

    private static final String UNIX = "unix:isDirectory,size,lastModifiedTime,ctime,ino";

    private FileMark() {}

    /** The mark of a file, which may not be there. */
    static String of(String file) {
        Path path = Path.of(file);
        try {
            Map<String, Object> known = Files.readAttributes(path, UNIX);
            String kind = Boolean.TRUE.equals(known.get("isDirectory")) ? FOLDER : "";
            return kind + known.get("size") + " " + nanos(known.get("lastModifiedTime")) + " "
                    + nanos(known.get("ctime")) + " " + known.get("ino") + END + file;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return portable(file, path);
        } catch (IOException e) {
            return ABSENT + END + file;
        }
    }

    /** As a date it would take longer to write than all the rest. */
    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
    }

    /** Whether the file of this mark is still the one that it was. */
    static boolean isCurrent(String mark) {
        return of(mark.substring(mark.indexOf(END) + 1)).equals(mark);
    }

    private static String portable(String file, Path path) {
        try {
            BasicFileAttributes known = Files.readAttributes(path, BasicFileAttributes.class);
            String kind = known.isDirectory() ? FOLDER : "";
            return kind + known.size() + " " + known.lastModifiedTime() + " " + known.fileKey() + END + file;
        } catch (IOException e) {
            return ABSENT + END + file;
        }
    }
}
