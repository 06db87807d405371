package dev.offspring.processor;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.generate.RegistryGenerator;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.RegistryModel;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.report.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.tools.StandardLocation;

/** Writes the registry of a compilation, one more for each package with types that only it can name, and the services. */
final class Registries {
    private Registries() {}

    static void write(RoundContext context, ClassName owner, Location origin, Progress progress) {
        List<MessageModel> here = new ArrayList<>();
        NavigableMap<String, List<MessageModel>> elsewhere = new TreeMap<>();
        for (MessageModel message : progress.registered.values()) {
            boolean isHome = message.home().equals(owner.packageName());
            boolean reachable = isHome || (message.isPublic() && !message.home().isEmpty());
            (reachable ? here : elsewhere.computeIfAbsent(message.home(), _ -> new ArrayList<>())).add(message);
        }
        List<ClassName> others = new ArrayList<>();
        for (List<MessageModel> hidden : elsewhere.values()) {
            MessageModel first = hidden.getFirst();
            ClassName name = ClassName.get(
                    first.home(), RegistryModel.nameFor(first.type()).simpleName());
            if (!name.packageName().isEmpty()) {
                // Nobody but ServiceLoader can name a registry of the unnamed package.
                others.add(name);
            }
            write(context, new RegistryModel(name, first.type(), origin, hidden, List.of()), progress);
        }
        write(context, new RegistryModel(RegistryModel.nameFor(owner), owner, origin, here, others), progress);
        progress.registered.clear();
    }

    private static void write(RoundContext context, RegistryModel registry, Progress progress) {
        progress.registries.add(registry.name().canonicalName());
        context.write(RegistryGenerator.generate(registry));
    }

    /** For programs on the class path, whose jars are joined by {@code ServiceLoader} as the last resort. */
    static void writeServices(RoundContext context, Collection<String> registries) {
        if (registries.isEmpty()) {
            return;
        }
        String file = "META-INF/services/" + RuntimeTypes.TYPE_REGISTRY.canonicalName();
        try (Writer out = context.environment()
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file)
                .openWriter()) {
            out.write(String.join("\n", registries) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
