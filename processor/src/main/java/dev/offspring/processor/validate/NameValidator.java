package dev.offspring.processor.validate;

import dev.offspring.processor.model.GeneratedName;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.TypeIds;
import dev.offspring.processor.report.NameRule;
import dev.offspring.processor.report.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the names of generated classes are free, and type ids distinct. */
public final class NameValidator {
    private NameValidator() {}

    /**
     * What is wrong with names.
     *
     * @param names what would be generated in this round
     * @param others classes of the user's, and generated ones of earlier rounds
     */
    public static List<Problem> problems(List<GeneratedName> names, Collection<String> others) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> small = new HashMap<>();
        others.forEach(name -> small.put(name.toLowerCase(Locale.ROOT), name));
        Map<String, GeneratedName> seen = new HashMap<>();
        for (GeneratedName generated : names) {
            String name = generated.name().canonicalName();
            GeneratedName twin = seen.putIfAbsent(name, generated);
            String other = small.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (generated.isTaken()) {
                problems.add(problem(generated, NameRule.NAME_TAKEN, name, generated.source()));
            } else if (twin != null) {
                problems.add(
                        problem(generated, NameRule.NAME_GENERATED_TWICE, name, twin.source(), generated.source()));
            } else if (other != null && !other.equals(name)) {
                problems.add(problem(generated, NameRule.NAMES_DIFFER_IN_CASE, name, generated.source(), other));
            }
        }
        return problems;
    }

    /** Types whose ids are the same. */
    public static List<Problem> typeIds(Collection<MessageModel> messages) {
        List<Problem> problems = new ArrayList<>();
        Map<Integer, MessageModel> ids = new HashMap<>();
        for (MessageModel message : messages) {
            int id = TypeIds.of(message.binaryName());
            MessageModel other = ids.putIfAbsent(id, message);
            if (other != null && !other.binaryName().equals(message.binaryName())) {
                problems.add(Problem.of(
                        message.location(),
                        NameRule.TYPE_ID_COLLISION,
                        other.binaryName(),
                        message.binaryName(),
                        "0x" + Integer.toHexString(id)));
            }
        }
        return problems;
    }

    private static Problem problem(GeneratedName generated, NameRule rule, Object... arguments) {
        return Problem.of(generated.location(), rule, arguments);
    }
}
