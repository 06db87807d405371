package dev.offspring.processor.validate;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.Accessor;
import dev.offspring.processor.model.SharedField;
import dev.offspring.processor.model.TemplateModel;
import dev.offspring.processor.model.TemplateModel.Trait;
import dev.offspring.processor.model.Templates;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.report.SharedRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a class that has shared fields. */
public final class TemplateValidator {
    private static final Map<Trait, SharedRule> CLASS_RULES = new LinkedHashMap<>();
    private static final Map<Trait, SharedRule> INSTANCE_RULES = new LinkedHashMap<>();

    static {
        CLASS_RULES.put(Trait.PRIVATE, SharedRule.PRIVATE_CLASS);
        CLASS_RULES.put(Trait.GENERIC, SharedRule.GENERIC_CLASS);
        INSTANCE_RULES.put(Trait.INNER, SharedRule.INNER_CLASS);
        INSTANCE_RULES.put(Trait.ABSTRACT, SharedRule.ABSTRACT_CLASS);
        INSTANCE_RULES.put(Trait.NO_CONSTRUCTOR, SharedRule.NO_CONSTRUCTOR);
        INSTANCE_RULES.put(Trait.PRIVATE_CONSTRUCTOR, SharedRule.PRIVATE_CONSTRUCTOR);
        INSTANCE_RULES.put(Trait.THROWING_CONSTRUCTOR, SharedRule.THROWING_CONSTRUCTOR);
    }

    private final Templates templates;
    private final SharedFieldValidator fields;

    public TemplateValidator(Templates templates) {
        this.templates = templates;
        this.fields = new SharedFieldValidator(templates);
    }

    /** Its problems, those of the class first. */
    public List<Problem> validate(TemplateModel template) {
        List<Problem> problems = new ArrayList<>(wrongPlaces(template));
        if (!problems.isEmpty()) {
            return problems;
        }
        problems.addAll(wrongClass(template));
        sameName(template).ifPresent(problems::add);
        for (SharedField field : template.fields()) {
            fields.validate(field, template).ifPresent(problems::add);
        }
        problems.addAll(collisions(template));
        for (SharedField field : template.instanceFields()) {
            cycle(template, field, problems);
        }
        return problems;
    }

    /** Whether the structs within it can be laid out, once all templates have been validated. */
    public boolean isSound(TemplateModel template, Set<ClassName> broken) {
        return !broken.contains(template.type())
                && template.fields().stream()
                        .map(SharedField::shape)
                        .flatMap(shape -> shape.template().stream())
                        .map(templates::find)
                        .allMatch(nested -> nested.isPresent()
                                && (nested.get().compiled() != null || isSound(nested.get(), broken)));
    }

    /** The size of a whole struct; its fields are valid. */
    public List<Problem> sizes(TemplateModel template) {
        long bytes = Math.max(
                templates.struct(template).bytes(), templates.globals(template).bytes());
        if (bytes <= SharedFieldValidator.MAX_BYTES) {
            return List.of();
        }
        SharedField largest = template.fields().stream()
                .max(Comparator.comparingLong(field -> templates.type(field).bytes()))
                .orElseThrow();
        return List.of(Problem.of(
                largest.location(), SharedRule.TOO_LARGE, largest.name(), bytes, SharedFieldValidator.MAX_BYTES));
    }

    /** Fields that can be shared nowhere in such a class. */
    private static List<Problem> wrongPlaces(TemplateModel template) {
        List<Problem> problems = new ArrayList<>();
        for (SharedField field : template.fields()) {
            if (template.traits().contains(Trait.COMPACT)) {
                problems.add(Problem.of(field.location(), SharedRule.COMPACT_SOURCE, field.name()));
            } else if (template.traits().contains(Trait.INTERFACE)) {
                problems.add(Problem.of(field.location(), SharedRule.INTERFACE_CONSTANT, field.name()));
            } else if (template.traits().contains(Trait.RECORD) && !field.isStatic()) {
                problems.add(
                        Problem.of(field.location(), SharedRule.RECORD_COMPONENT, field.name(), template.written()));
            } else if (template.traits().contains(Trait.ENUM) && !field.isStatic()) {
                problems.add(Problem.of(field.location(), SharedRule.ENUM_FIELD, field.name(), template.written()));
            }
        }
        return problems;
    }

    private static List<Problem> wrongClass(TemplateModel template) {
        List<Problem> problems = new ArrayList<>();
        first(template, CLASS_RULES, problems);
        String parent = template.templateParent();
        if (!template.instanceFields().isEmpty()) {
            if (problems.isEmpty()) {
                first(template, INSTANCE_RULES, problems);
            }
            if (parent != null) {
                problems.add(Problem.of(template.location(), SharedRule.EXTENDS_TEMPLATE, template.written(), parent));
            }
        }
        String taken = template.takenBy();
        String accessors = template.accessors().simpleName();
        if (accessors.equals(taken)) {
            problems.add(Problem.of(template.location(), SharedRule.ACCESSORS_TAKEN, template.written(), accessors));
        } else if (taken != null) {
            problems.add(Problem.of(
                    template.location(), SharedRule.ACCESSORS_DIFFER_IN_CASE, template.written(), accessors, taken));
        }
        return problems;
    }

    /** Reported once, at the later one of the two in the order of names. */
    private Optional<Problem> sameName(TemplateModel template) {
        String accessors = template.accessors().canonicalName();
        return templates.byType().values().stream()
                .filter(other -> other.compiled() == null)
                .filter(other -> other.accessors().canonicalName().equalsIgnoreCase(accessors))
                .filter(other -> other.type().compareTo(template.type()) < 0)
                .min(Comparator.comparing(TemplateModel::type))
                .map(other -> sameName(template, other));
    }

    private static Problem sameName(TemplateModel template, TemplateModel other) {
        String name = template.accessors().simpleName();
        String otherName = other.accessors().simpleName();
        return name.equals(otherName)
                ? Problem.of(template.location(), SharedRule.ACCESSORS_TWICE, other.written(), template.written(), name)
                : Problem.of(
                        template.location(), SharedRule.ACCESSORS_DIFFER_IN_CASE, template.written(), name, otherName);
    }

    private static void first(TemplateModel template, Map<Trait, SharedRule> rules, List<Problem> problems) {
        rules.entrySet().stream()
                .filter(rule -> template.traits().contains(rule.getKey()))
                .findFirst()
                .ifPresent(
                        rule -> problems.add(Problem.of(template.location(), rule.getValue(), simpleName(template))));
    }

    private static String simpleName(TemplateModel template) {
        return template.type().simpleName();
    }

    private static List<Problem> collisions(TemplateModel template) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (SharedField field : template.fields()) {
            for (Accessor accessor : Accessor.of(field)) {
                String signature = accessor.toString();
                String owner = owners.putIfAbsent(signature, field.name());
                if (ReservedAccessors.contains(signature)) {
                    problems.add(Problem.of(field.location(), SharedRule.RESERVED_ACCESSOR, field.name(), signature));
                    break;
                }
                if (owner != null) {
                    problems.add(
                            Problem.of(field.location(), SharedRule.SAME_ACCESSOR, field.name(), signature, owner));
                    break;
                }
            }
        }
        return problems;
    }

    private void cycle(TemplateModel template, SharedField field, List<Problem> problems) {
        List<String> path = new ArrayList<>(List.of(template.written()));
        if (leadsTo(template.type(), field, path)) {
            problems.add(Problem.of(
                    field.location(),
                    SharedRule.CONTAINS_ITSELF,
                    field.name(),
                    template.written(),
                    String.join(" in ", path.reversed())));
        }
    }

    private boolean leadsTo(ClassName goal, SharedField field, List<String> path) {
        if (field.shape().template().isEmpty()
                || path.size() > templates.byType().size()) {
            return false;
        }
        ClassName type = field.shape().template().get();
        path.add(String.join(".", type.simpleNames()));
        if (type.equals(goal)) {
            return true;
        }
        for (SharedField inner :
                templates.find(type).map(TemplateModel::instanceFields).orElse(List.of())) {
            if (leadsTo(goal, inner, path)) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }
}
