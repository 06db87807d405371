package dev.offspring.processor;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;
import dev.offspring.processor.report.Location;
import dev.offspring.processor.report.UseRule;
import dev.offspring.processor.scan.HandleFields;
import dev.offspring.processor.uses.UseCheck;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Uses of shared fields that share nothing, and handles that no other process will ever see. */
final class UseStep implements Step {
    /** Classes with targets or shared fields, by name; their handles are looked at when all types are there. */
    private final Set<String> owners = new TreeSet<>();

    /** Why the compiler's trees cannot be had; null if they can. */
    private @Nullable String whyUnchecked;

    private boolean isWarned;

    @Override
    public void start(ProcessingEnvironment environment) {
        try {
            UseCheck.install(environment);
        } catch (IllegalArgumentException | LinkageError e) {
            whyUnchecked = environment.getClass().getName();
        }
    }

    @Override
    public void round(RoundContext context) {
        Set<? extends Element> shared = context.round().getElementsAnnotatedWith(Shared.class);
        if (whyUnchecked != null && !isWarned && !shared.isEmpty()) {
            isWarned = true;
            Element first = shared.iterator().next();
            context.report().add(Location.of(first), UseRule.UNCHECKED, whyUnchecked);
        }
        Stream.concat(shared.stream(), context.round().getElementsAnnotatedWith(ProcessTarget.class).stream())
                .map(Element::getEnclosingElement)
                .forEach(owner -> owners.add(owner.toString()));
        if (context.isLast()) {
            Elements elements = context.environment().getElementUtils();
            List<TypeElement> types = owners.stream()
                    .map(elements::getTypeElement)
                    .filter(Objects::nonNull)
                    .toList();
            context.report()
                    .addAll(HandleFields.ofOneProcess(
                            types, context.environment().getTypeUtils()));
        }
    }
}
