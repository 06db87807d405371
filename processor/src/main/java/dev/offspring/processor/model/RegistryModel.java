package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.report.Location;
import java.util.List;

/**
 * A registry to be written.
 *
 * @param owner the class that it is named after
 * @param messages what it registers itself
 * @param others registries of other packages, with what only they can name
 */
public record RegistryModel(
        ClassName name, ClassName owner, Location origin, List<MessageModel> messages, List<ClassName> others) {
    public RegistryModel {
        messages = List.copyOf(messages);
        others = List.copyOf(others);
    }

    /** {@code demo.HelloRegistry}. */
    public static ClassName nameFor(ClassName owner) {
        return ClassName.get(owner.packageName(), OwnerModel.joinedName(owner) + "Registry");
    }
}
