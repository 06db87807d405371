package dev.offspring.memory;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All places in the runtime's classes that store to shared memory, as {@link CrashPoints} names them. */
public final class StoreSites {
    private static final Map<String, Set<String>> STORES = Map.of(
            "dev/offspring/memory/Step", Set.of("before"),
            "dev/offspring/memory/Mapping", Set.of("setInt", "setLong", "putInt", "putLong", "addInt", "compareAndSet"),
            "dev/offspring/sync/Words", Set.of("setInt", "setLong", "compareAndSet", "getAndAdd"),
            "dev/offspring/channel/Words",
                    Set.of("setInt", "set", "setRelease", "compareAndSet", "getAndAdd", "copyIn"));

    private StoreSites() {}

    /** Those of the classes in this folder of class files, and below it; and of which method each is: {@code Blocks.bump}. */
    public static Map<String, String> below(Path folder) throws IOException {
        Map<String, String> sites = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassModel type = ClassFile.of().parse(file);
                if (!STORES.containsKey(type.thisClass().asInternalName())) {
                    addSites(type, sites);
                }
            }
        }
        return sites;
    }

    private static void addSites(ClassModel type, Map<String, String> sites) {
        String name = type.thisClass().asInternalName();
        String simple = name.substring(name.lastIndexOf('/') + 1);
        type.methods()
                .forEach(method -> method.code().ifPresent(code -> {
                    int line = 0;
                    for (CodeElement element : code) {
                        if (element instanceof LineNumber number) {
                            line = number.line();
                        } else if (element instanceof InvokeInstruction call
                                && STORES.getOrDefault(call.owner().asInternalName(), Set.of())
                                        .contains(call.name().stringValue())) {
                            sites.put(
                                    simple + ":" + line,
                                    simple + "." + method.methodName().stringValue());
                        }
                    }
                }));
    }
}
