package dev.offspring.processor;

import dev.offspring.annotation.ProcessMessage;
import dev.offspring.annotation.ProcessMessages;
import dev.offspring.annotation.ProcessTarget;
import dev.offspring.processor.report.Location;
import dev.offspring.processor.report.TargetRule;
import dev.offspring.processor.scan.LocalTargets;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Task factories, launcher mains, serialisers and the registry.
 *
 * <p>A class whose types are not all there waits for a later round, by itself. What still waits in the last round is a
 * typo, which the compiler reports better than we could, or a class that a library refers to and that is missing.
 */
final class TargetStep implements Step {
    private static final List<Class<? extends Annotation>> MESSAGES =
            List.of(ProcessMessage.class, ProcessMessages.class);

    private final Progress progress = new Progress();

    @Override
    public void round(RoundContext context) {
        collect(context);
        var round = new TargetRound(context, progress);
        if (context.isLast()) {
            round.finish();
        } else {
            round.run();
        }
    }

    private void collect(RoundContext context) {
        for (Element root : context.round().getRootElements()) {
            if (root instanceof TypeElement type) {
                progress.classes.add(type.getQualifiedName().toString());
                context.report().addAll(LocalTargets.find(context.environment(), type));
            }
        }
        for (Element method : context.round().getElementsAnnotatedWith(ProcessTarget.class)) {
            String owner = Objects.toString(method.getEnclosingElement());
            if (context.environment().getElementUtils().getTypeElement(owner) == null) {
                // Only the class that the compiler made up around a compact source file cannot be found by its name.
                Location at = Location.of(method);
                context.report().add(at, TargetRule.TARGET_IN_COMPACT_FILE, method.getSimpleName());
            } else {
                progress.owners.add(owner);
            }
        }
        for (Element type : context.round().getElementsAnnotatedWithAny(Set.copyOf(MESSAGES))) {
            progress.declaring.add(((TypeElement) type).getQualifiedName().toString());
        }
    }
}
