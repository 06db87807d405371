package dev.offspring.process;

import dev.offspring.error.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why the system has started no process, as far as that can be found out. */
final class StartProblem {
    /** How the JDK words that there are too many processes, or no memory for one; it always guesses at its own helper too. */
    private static final String ERROR_AGAIN = "error: 11 ", ERROR_NO_MEMORY = "error: 12 ";

    private StartProblem() {}

    /** {@code e} is what the JDK said when it was to start that child in that directory. */
    static StartException of(String child, String java, @Nullable Path directory, IOException e) {
        return new StartException("process " + child + " could not be started: " + explanation(java, directory, e), e);
    }

    private static String explanation(String java, @Nullable Path directory, IOException e) {
        if (directory != null && !Files.isDirectory(directory)) {
            return "its working directory " + directory + " is not there: name another with directory(...)";
        }
        if (!Files.isExecutable(Path.of(java))) {
            return "there is no Java at " + java + " (was the JDK moved or upgraded while this program runs?)"
                    + ": name one with javaHome(...)";
        }
        String message = String.valueOf(e.getMessage());
        boolean isShort = message.contains(ERROR_AGAIN) || message.contains(ERROR_NO_MEMORY);
        if (!isShort && (message.contains("jspawnhelper") || message.contains("pawn helper"))) {
            return "the JDK was upgraded in place while this program runs: start this program again ("
                    + message.lines().findFirst().orElse("") + ")";
        }
        return message.lines().findFirst().orElse("")
                + "; check the limits on processes (ulimit -u), memory and length of commands";
    }
}
