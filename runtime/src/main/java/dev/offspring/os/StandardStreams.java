package dev.offspring.os;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Descriptors 0, 1 and 2 of a process that was started without them ({@code >&-}): the next files that are opened would get
 * these numbers, and what the program prints would be written into them.
 */
final class StandardStreams {
    private static final String OF_THIS_PROCESS = "/proc/self/fd/";
    private static final int COUNT = 3;

    @SuppressWarnings("unused") // kept open to the end
    private static final List<FileOutputStream> FILLED = fill();

    private StandardStreams() {}

    /** From now on files that are opened get other numbers. */
    static void occupy() {}

    private static List<FileOutputStream> fill() {
        List<FileOutputStream> filled = new ArrayList<>();
        try {
            // The lowest free number is the one that a file gets.
            for (int i = 0; i < COUNT && isFree(); i++) {
                filled.add(new FileOutputStream("/dev/null"));
            }
        } catch (IOException e) {
            // Another system: its programs are not started so.
        }
        return filled;
    }

    private static boolean isFree() {
        for (int i = 0; i < COUNT; i++) {
            if (new File(OF_THIS_PROCESS).isDirectory() && !new File(OF_THIS_PROCESS + i).exists()) {
                return true;
            }
        }
        return false;
    }
}
