package dev.offspring.process;

import dev.offspring.os.Capabilities;
import dev.offspring.os.MemoryLimit;
import dev.offspring.os.NativeAccess;
import dev.offspring.os.Ownership;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks whether all that processes need is here, and prints a verdict on each: {@code ok}, or {@code --} for what is done
 * another way, or {@code NO} for what does not work, with what to do. The status is 1 if anything does not work.
 *
 * <pre>{@code java -cp … dev.offspring.process.Doctor}</pre>
 *
 * <p>Start it as the program is started: with its JDK, options, class path and container.
 */
public final class Doctor {
    private static final int LEAST_FILES = 1_024;

    private final StringBuilder text = new StringBuilder();
    private boolean well = true;

    private Doctor() {}

    /** The program. */
    public static void main(String[] args) {
        Doctor doctor = new Doctor();
        doctor.examine();
        System.out.print(doctor.text);
        if (!doctor.well) {
            System.exit(1);
        }
    }

    private void examine() {
        jdk();
        access();
        optional("memfd", Capabilities.memory());
        optional("futex", Capabilities.futex());
        optional("exit causes", Capabilities.exits());
        needed("file locks", Capabilities.fileLocks());
        say("ok", "control group", Capabilities.controlGroup());
        memory();
        limits();
        cacheFolder();
        classPath();
    }

    private void jdk() {
        String version = Runtime.version() + ", " + System.getProperty("java.home");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            say("NO", "JDK", version + ": there is no " + java + ": name a JDK with javaHome(...)");
        } else {
            say("ok", "JDK", version);
        }
    }

    private void access() {
        say(
                NativeAccess.isGranted() ? "ok" : "--",
                "native access",
                NativeAccess.isGranted()
                        ? "granted"
                        : "not granted, so nothing native is called: add --enable-native-access="
                                + (Doctor.class.getModule().isNamed()
                                        ? Doctor.class.getModule().getName()
                                        : "ALL-UNNAMED"));
    }

    private void memory() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        say(
                "ok",
                "memory",
                (MemoryLimit.bytes() >> 20) + " MiB for all, a heap of " + heap + " MiB for this process, "
                        + Processes.cpuCount() + " processors");
    }

    private void limits() {
        long files = limit("Max open files");
        long processes = limit("Max processes");
        String found = "open files " + inWords(files) + ", processes " + inWords(processes);
        if (files < LEAST_FILES) {
            say("NO", "limits", found + ": each child takes four files: raise ulimit -n");
        } else {
            say("ok", "limits", found);
        }
    }

    private static String inWords(long limit) {
        return limit == Long.MAX_VALUE ? "without limit" : Long.toString(limit);
    }

    private static long limit(String name) {
        Pattern line = Pattern.compile(Pattern.quote(name) + " +(\\d+).*");
        try {
            for (String text : Files.readAllLines(Path.of("/proc/self/limits"))) {
                Matcher matcher = line.matcher(text);
                if (matcher.matches()) {
                    return Long.parseLong(matcher.group(1));
                }
            }
        } catch (IOException e) {
            // Another system: what it does not say is no limit.
        }
        return Long.MAX_VALUE;
    }

    /** Where class-data caches would be: they are code, so the folder must be the owner's alone. */
    private void cacheFolder() {
        if (!ClassCache.isOn()) {
            say("--", "cache folder", "off: starts without a cache are slower, and work");
            return;
        }
        try {
            Path folder = ClassCache.place();
            Path nearest = folder;
            while (nearest.getParent() != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
                nearest = nearest.getParent();
            }
            if (nearest.equals(folder)) {
                Ownership.check(folder);
            }
            if (!Files.isWritable(nearest)) {
                throw new IOException(folder + " cannot be made");
            }
            say("ok", "cache folder", folder.toString());
        } catch (IOException e) {
            say("--", "cache folder", e.getMessage() + ": starts without a cache are slower, and work");
        }
    }

    private void classPath() {
        List<String> missing = new ArrayList<>();
        String path = System.getProperty("java.class.path", "");
        String[] entries = path.isEmpty() ? new String[0] : path.split(File.pathSeparator, -1);
        for (String entry : entries) {
            if (!entry.isEmpty() && !new File(entry).exists()) {
                missing.add(entry);
            }
        }
        try {
            Program ignored = Program.of(Doctor.class, null);
        } catch (RuntimeException e) {
            say("NO", "class path", String.valueOf(e.getMessage()));
            return;
        }
        String found = entries.length + " entries, which children get as well";
        say(
                missing.isEmpty() ? "ok" : "--",
                "class path",
                missing.isEmpty() ? found : found + ", not there: " + missing);
    }

    private void optional(String what, String verdict) {
        say(verdict.startsWith("no:") ? "--" : "ok", what, verdict);
    }

    private void needed(String what, String verdict) {
        say(verdict.startsWith("no:") ? "NO" : "ok", what, verdict);
    }

    private void say(String verdict, String what, String words) {
        well &= !verdict.equals("NO");
        text.append(verdict)
                .append("  ")
                .append(String.format("%-14s", what))
                .append(words)
                .append('\n');
    }
}
