package dev.offspring.process;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be said of a child: words that its command line and its environment can take. */
final class JvmWords {
    /** Longer ones are refused by the kernel as names of memory. */
    private static final int LONGEST_NAME = 200;

    private static final Set<String> PROGRAM =
            Set.of("-cp", "-classpath", "--class-path", "-jar", "-m", "--module", "--source");

    private static final List<String> HEAP = List.of("-Xmx", "-XX:MaxHeapSize", "-XX:MaxRAMPercentage");

    private JvmWords() {}

    /** A name that stands in messages and in a command line. */
    static String checkedName(String name) {
        if (name.isBlank() || name.codePoints().anyMatch(JvmWords::isUnprintable)) {
            throw new IllegalArgumentException("name '" + name.replaceAll("\\R", "\\\\n")
                    + "' is empty or has control characters: give a printable one");
        }
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name '" + name.substring(0, 40) + "…' has " + name.length()
                    + " characters: give one of " + LONGEST_NAME + " at the most");
        }
        return name;
    }

    private static boolean isUnprintable(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    static void check(String... jvmArgs) {
        for (int i = 0; i < jvmArgs.length; i++) {
            String word = Objects.requireNonNull(jvmArgs[i], "jvmArgs");
            boolean belongsToTheOneBefore = i > 0 && JvmOptions.takesNextWord(jvmArgs[i - 1]);
            if (!belongsToTheOneBefore && !word.startsWith("-") && !word.startsWith("@")) {
                throw new IllegalArgumentException("jvmArgs '" + word
                        + "' is no option of a JVM, which would take it for the main class: options begin with '-'");
            }
            if (PROGRAM.contains(word) || word.startsWith("--class-path=") || word.startsWith("--module=")) {
                throw new IllegalArgumentException("jvmArgs '" + word
                        + "' says which program to run, which the task does: name its classes with classPath(...)");
            }
            if (word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("jvmArgs '" + word + "' has a NUL character");
            }
        }
    }

    static void refuseHeapBeside(@Nullable String heap, List<String> jvmArgs) {
        for (String word : jvmArgs) {
            if (HEAP.stream().anyMatch(word::startsWith)) {
                throw new IllegalArgumentException(
                        "heap(\"" + heap + "\") and jvmArgs(\"" + word + "\") contradict each other: say it once");
            }
        }
    }

    static String checkedVariable(String variable) {
        if (variable.isEmpty() || variable.indexOf('=') >= 0 || variable.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + variable
                    + "' cannot be the name of an environment variable: it is empty, or has a '=' or a NUL in it");
        }
        return variable;
    }

    static String checkedValue(String variable, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of environment variable " + variable + " has a NUL in it");
        }
        return value;
    }
}
