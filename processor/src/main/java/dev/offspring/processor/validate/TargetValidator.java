package dev.offspring.processor.validate;

import dev.offspring.processor.model.DefaultsModel;
import dev.offspring.processor.model.OwnerModel;
import dev.offspring.processor.model.TargetModel;
import dev.offspring.processor.model.TargetModel.Trait;
import dev.offspring.processor.report.Location;
import dev.offspring.processor.report.NameRule;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.report.Rule;
import dev.offspring.processor.report.TargetRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** What targets must be like, each by itself and beside each other. */
public final class TargetValidator {
    private static final Set<String> METHODS_OF_OBJECT = Set.of(
            "clone()",
            "equals(java.lang.Object)",
            "finalize()",
            "getClass()",
            "hashCode()",
            "notify()",
            "notifyAll()",
            "toString()",
            "wait()",
            "wait(long)",
            "wait(long,int)");

    private final OwnerModel owner;
    private final List<Problem> problems = new ArrayList<>();

    private TargetValidator(OwnerModel owner) {
        this.owner = owner;
    }

    /** What is wrong with the targets of a class. */
    public static List<Problem> problems(OwnerModel owner) {
        var validator = new TargetValidator(owner);
        Set<String> names = new HashSet<>();
        for (TargetModel target : owner.targets()) {
            validator.place(target);
            validator.method(target);
            validator.name(target);
            validator.defaults(target);
            if (!names.add(target.name())) {
                validator.add(target.nameLocation(), NameRule.SAME_TARGET_NAME, simpleName(owner), target.name());
            }
        }
        return validator.problems;
    }

    private void place(TargetModel target) {
        switch (owner.place()) {
            case OPEN -> {}
            case PRIVATE ->
                add(target.location(), TargetRule.TARGET_IN_PRIVATE_CLASS, target.method(), simpleName(owner));
            case INNER -> add(target.location(), TargetRule.TARGET_IN_INNER_CLASS, target.method(), simpleName(owner));
        }
    }

    private void method(TargetModel target) {
        if (target.is(Trait.PRIVATE)) {
            add(target.location(), TargetRule.PRIVATE_TARGET, target.method());
        }
        if (target.is(Trait.ABSTRACT)) {
            add(target.location(), TargetRule.ABSTRACT_TARGET, target.method());
        }
    }

    private void name(TargetModel target) {
        String name = target.name();
        if (!SourceVersion.isIdentifier(name) || SourceVersion.isKeyword(name)) {
            add(target.nameLocation(), NameRule.NAME_NOT_IDENTIFIER, name);
            return;
        }
        String signature = target.parameters().stream()
                .map(parameter -> parameter.erased().toString())
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        if (METHODS_OF_OBJECT.contains(name + "(" + signature + ")")) {
            String factories = owner.targetsClass().simpleName();
            add(target.nameLocation(), NameRule.NAME_OF_OBJECT, name, factories);
        }
    }

    private void defaults(TargetModel target) {
        DefaultsModel defaults = target.defaults();
        if (defaults.timeoutMillis().isEmpty()) {
            add(defaults.timeoutLocation(), TargetRule.BAD_TIMEOUT, defaults.timeout(), target.method());
        }
        if (!defaults.isHeapValid()) {
            add(defaults.heapLocation(), TargetRule.BAD_HEAP, defaults.heap(), target.method());
        }
        if (defaults.retries() < 0) {
            add(defaults.retriesLocation(), TargetRule.BAD_RETRIES, defaults.retries(), target.method());
        }
    }

    private void add(Location location, Rule rule, Object... arguments) {
        problems.add(Problem.of(location, rule, arguments));
    }

    private static String simpleName(OwnerModel owner) {
        return String.join(".", owner.type().simpleNames());
    }
}
