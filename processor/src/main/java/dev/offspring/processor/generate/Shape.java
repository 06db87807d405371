package dev.offspring.processor.generate;

import com.palantir.javapoet.TypeName;
import dev.offspring.processor.model.FieldModel;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.OwnerModel;
import dev.offspring.processor.model.TargetModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that a target's processes exchange, a line for each thing; and the fingerprint of it.
 *
 * <pre>
 * demo.Hello.count(java.util.List&lt;demo.Order&gt; orders, int[] more) int
 * demo.Color RED GREEN
 * demo.Order.id int
 * </pre>
 */
record Shape(List<String> lines) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The shape of a target with all types that it can exchange, sorted by name. */
    static Shape of(OwnerModel owner, TargetModel target, Collection<MessageModel> messages) {
        List<String> lines = new ArrayList<>();
        lines.add(signature(owner, target));
        messages.forEach(message -> add(lines, message));
        return new Shape(List.copyOf(lines));
    }

    private static String signature(OwnerModel owner, TargetModel target) {
        String parameters = target.parameters().stream()
                .map(parameter -> parameter.type() + " " + parameter.name())
                .collect(Collectors.joining(", ", "(", ")"));
        String result = target.resultType().equals(TypeName.VOID) ? "" : " " + target.resultType();
        return owner.type().canonicalName() + "." + target.name() + parameters + result;
    }

    private static void add(List<String> lines, MessageModel message) {
        String name = message.type().canonicalName();
        switch (message) {
            case MessageModel.Constants constants -> lines.add(name + " " + String.join(" ", constants.names()));
            case MessageModel.Custom custom ->
                lines.add(name + " by " + custom.serializer().canonicalName());
            case MessageModel.Structure _ -> lines.add(name + " in shared memory");
            case MessageModel.Composite composite -> {
                if (composite.fields().isEmpty()) {
                    lines.add(name + " empty");
                }
                for (FieldModel field : composite.fields()) {
                    lines.add(name + "." + field.name() + " " + field.type());
                }
            }
        }
    }

    /** FNV-1a, 64 bits, over the lines joined by {@code \n}, in UTF-8. */
    long fingerprint() {
        long hash = FNV_OFFSET;
        for (byte b : String.join("\n", lines).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
