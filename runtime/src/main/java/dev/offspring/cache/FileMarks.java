package dev.offspring.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@linkplain FileMark marks} of files as they are at one moment: the system is asked once for each. For one thread. */
public final class FileMarks {
    private final Map<String, String> known = new HashMap<>();

    /** The mark of a file, which may not be there. */
    public String of(String file) {
        String mark = known.get(file);
        if (mark == null) {
            mark = FileMark.of(file);
            known.put(file, mark);
        }
        return mark;
    }

    /** Whether the files of these marks are now what they were. */
    public static boolean areCurrent(List<String> marks) {
        for (String mark : marks) {
            if (!FileMark.isCurrent(mark)) {
                return false;
            }
        }
        return true;
    }
}
