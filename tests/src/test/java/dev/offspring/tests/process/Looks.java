package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.error.OffspringException;
import dev.offspring.process.ProcessInfo;
import dev.offspring.process.Processes;
import dev.offspring.shared.SharedInt;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;

/** What a process sees of itself and of its world. */
final class Looks {
    private Looks() {}

    /** Names and values; those that differ between any two processes are told by what they have in common. */
    @ProcessTarget
    static Map<String, String> look() throws IOException {
        Map<String, String> seen = new TreeMap<>();
        // These first: what comes later may set some.
        for (String name : List.copyOf(System.getProperties().stringPropertyNames())) {
            seen.put("property " + name, String.valueOf(System.getProperty(name)));
        }
        System.getenv().forEach((name, value) -> seen.put("variable " + name, value));
        addProcess(seen);
        addThread(seen);
        seen.put("input", Integer.toString(System.in.read()));
        seen.put("folder", Path.of("").toAbsolutePath().toString());
        seen.put("locale", Locale.getDefault().toString());
        seen.put("time zone", TimeZone.getDefault().getID());
        seen.put("charsets", Charset.defaultCharset() + " " + System.out.charset() + " " + System.err.charset());
        seen.put("memory", Long.toString(Runtime.getRuntime().maxMemory()));
        seen.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        seen.put("shares", shares());
        return seen;
    }

    private static void addProcess(Map<String, String> seen) {
        ProcessInfo self = Processes.current();
        seen.put("name", self.name().replaceFirst("\\d+$", ""));
        seen.put("daemon", Boolean.toString(self.isDaemon()));
        seen.put("depth", Integer.toString(self.depth()));
        seen.put("root", Boolean.toString(self.isRoot()));
        seen.put(
                "its own pid",
                Boolean.toString(self.pid() == ProcessHandle.current().pid()));
        seen.put("parent", Processes.parent().toString());
        seen.put("children", Processes.activeChildren().toString());
    }

    private static void addThread(Map<String, String> seen) {
        Thread self = Thread.currentThread();
        seen.put("loader", loader(self.getContextClassLoader()));
        seen.put(
                "loader is its class's",
                Boolean.toString(Looks.class.getClassLoader().equals(self.getContextClassLoader())));
        seen.put("default handler", String.valueOf(Thread.getDefaultUncaughtExceptionHandler()));
        seen.put("handler", self.getUncaughtExceptionHandler().getClass().getName());
        seen.put("thread", self.getName() + " " + self.threadId() + " " + self.getPriority() + " " + self.isDaemon());
        seen.put("group", String.valueOf(self.getThreadGroup()));
        seen.put("interrupted", Boolean.toString(self.isInterrupted()));
    }

    private static String loader(ClassLoader loader) {
        return loader == null ? "none" : loader.getClass().getName();
    }

    private static String shares() {
        try (SharedInt shared = SharedInt.create(1)) {
            return "yes " + shared.get();
        } catch (OffspringException e) {
            return e.toString();
        }
    }
}
