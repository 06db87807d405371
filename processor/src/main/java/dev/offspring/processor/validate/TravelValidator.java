package dev.offspring.processor.validate;

import dev.offspring.processor.model.DeclaredModel;
import dev.offspring.processor.model.DeclaredModel.SerializerModel;
import dev.offspring.processor.model.ExchangeModel;
import dev.offspring.processor.model.FieldModel;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.OwnerModel.Place;
import dev.offspring.processor.model.ParameterModel;
import dev.offspring.processor.model.TargetModel;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.Location;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.report.Rule;
import dev.offspring.processor.report.TravelRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether everything that is exchanged can travel; if not, which part of it cannot, and the way to that part. */
public final class TravelValidator {
    private final Map<String, MessageModel> messages;
    private final Location location;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private TravelValidator(Map<String, MessageModel> messages, Location location) {
        this.messages = messages;
        this.location = location;
    }

    /** What cannot travel of the parameters and results of a class's targets. */
    public static List<Problem> problems(ExchangeModel exchange) {
        List<Problem> problems = new ArrayList<>();
        List<TargetModel> targets = exchange.owner().targets();
        for (int i = 0; i < targets.size(); i++) {
            TargetModel target = targets.get(i);
            Map<String, MessageModel> messages = exchange.messages().get(i);
            for (ParameterModel parameter : target.parameters()) {
                boolean receiver = parameter.location().equals(target.location());
                if (receiver && exchange.owner().place() != Place.OPEN) {
                    continue; // reported as what it is: a target in the wrong place
                }
                String what = receiver
                        ? "the receiver of target '" + target.method() + "'"
                        : "parameter '" + parameter.name() + "'";
                problems.addAll(problems(messages, parameter.location(), parameter.travel(), what));
            }
            if (target.result() != null) {
                String what = "the result of target '" + target.method() + "'";
                problems.addAll(problems(messages, target.location(), target.result(), what));
            }
        }
        return problems;
    }

    /** What is wrong with a {@code @ProcessMessage}. */
    public static List<Problem> problems(DeclaredModel declared, Map<String, MessageModel> messages) {
        String name = declared.type().canonicalName();
        SerializerModel serializer = declared.serializer();
        if (declared.isKnown()) {
            return List.of(Problem.of(declared.location(), TravelRule.MESSAGE_KNOWN, name));
        }
        if (serializer == null) {
            return declared.isConcrete()
                    ? problems(messages, declared.location(), declared.travel(), "@ProcessMessage " + name)
                    : List.of(Problem.of(declared.location(), TravelRule.MESSAGE_NOT_CONCRETE, name));
        }
        String serializerName = serializer.name().canonicalName();
        if (!serializer.isKryo()) {
            String type = declared.type().simpleName();
            return List.of(Problem.of(serializer.location(), TravelRule.NOT_A_SERIALIZER, serializerName, type));
        }
        return serializer.obstacle().isEmpty()
                ? List.of()
                : List.of(Problem.of(
                        serializer.location(),
                        TravelRule.SERIALIZER_NOT_CONSTRUCTIBLE,
                        serializerName,
                        serializer.obstacle()));
    }

    /** Types for which there is more than one {@code @ProcessMessage}. */
    public static List<Problem> duplicates(List<DeclaredModel> declared) {
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (DeclaredModel model : declared) {
            String name = model.type().canonicalName();
            if (!names.add(name)) {
                problems.add(Problem.of(model.location(), TravelRule.DUPLICATE_MESSAGE, name));
            }
        }
        return problems;
    }

    private static List<Problem> problems(
            Map<String, MessageModel> messages, Location location, Travel travel, String what) {
        var validator = new TravelValidator(messages, location);
        validator.walk(travel, what);
        return validator.problems;
    }

    private void walk(Travel travel, String path) {
        if (travel instanceof Travel.Refused refused) {
            add(refused.rule(), path, refused.arguments());
        }
        travel.parts().forEach(part -> walk(part, path));
        for (String name : travel.messages()) {
            MessageModel message = messages.get(name);
            if (message != null && seen.add(name)) {
                message.fields().forEach(field -> walk(field.travel(), step(path, message, field)));
            }
        }
    }

    /** {@code parameter 'order' → Order.lines → Line.socket}. */
    private static String step(String path, MessageModel message, FieldModel field) {
        String name = String.join(".", message.type().simpleNames());
        return path + " → " + name + (field.name().equals("this") ? "" : "." + field.name());
    }

    private void add(Rule rule, String path, List<Object> arguments) {
        List<Object> all = new ArrayList<>(List.of(path));
        all.addAll(arguments);
        problems.add(new Problem(location, rule, all));
    }
}
