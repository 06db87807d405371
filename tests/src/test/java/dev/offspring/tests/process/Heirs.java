package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** A program whose child says what it has got from its parent. What comes after the first arguments is for the builder. */
final class Heirs {
    private Heirs() {}

    /** A line for each thing that a child may inherit. */
    @ProcessTarget
    static String report(List<String> properties, List<String> variables) {
        StringBuilder text = new StringBuilder();
        properties.forEach(name -> line(text, name, System.getProperty(name)));
        variables.forEach(name -> line(text, "$" + name, System.getenv(name)));
        line(text, "locale", Locale.getDefault());
        line(text, "zone", TimeZone.getDefault().getID());
        line(text, "charset", Charset.defaultCharset());
        line(text, "directory", Path.of("").toAbsolutePath());
        line(text, "assertions", Heirs.class.desiredAssertionStatus());
        line(text, "opened", Object.class.getModule().isOpen("java.util", Heirs.class.getModule()));
        line(text, "heap", Runtime.getRuntime().maxMemory() >> 20);
        line(text, "native", Heirs.class.getModule().isNativeAccessEnabled());
        line(
                text,
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append('=').append(value).append('\n');
    }

    /** Has more than one line, of which a coverage tool can tell. */
    @ProcessTarget
    static int covered(int number) {
        int sum = 0;
        for (int i = 0; i < number; i++) {
            sum += i;
        }
        return sum;
    }

    @ProcessTarget
    static void print(String text) {
        System.out.println(text);
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "report" -> report(List.of(args));
            case "covered" -> {
                try (ChildProcess<Integer> child = HeirsTargets.covered(10).start()) {
                    System.out.println("sum=" + child.result());
                    child.join();
                }
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void report(List<String> words) throws InterruptedException {
        ChildBuilder<String> builder = HeirsTargets.report(values(words, "property:"), values(words, "variable:"))
                .process()
                .name("heir");
        values(words, "jvm:").forEach(builder::jvmArgs);
        values(words, "heap:").forEach(builder::heap);
        values(words, "directory:").forEach(place -> builder.directory(Path.of(place)));
        values(words, "env:").forEach(pair -> builder.env(pair.split("=", 2)[0], pair.split("=", 2)[1]));
        try (ChildProcess<String> child = builder.start()) {
            System.out.print(child.result());
        }
    }

    private static List<String> values(List<String> words, String kind) {
        return words.stream()
                .filter(word -> word.startsWith(kind))
                .map(word -> word.substring(kind.length()))
                .toList();
    }
}
