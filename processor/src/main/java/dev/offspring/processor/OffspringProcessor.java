package dev.offspring.processor;

import com.google.auto.service.AutoService;
import dev.offspring.annotation.Generated;
import dev.offspring.annotation.ProcessMessage;
import dev.offspring.annotation.ProcessMessages;
import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;
import dev.offspring.processor.report.Report;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import net.ltgt.gradle.incap.IncrementalAnnotationProcessor;
import net.ltgt.gradle.incap.IncrementalAnnotationProcessorType;

/**
 * The annotation processor.
 *
 * <p>Aggregating, in Gradle's terms, by one rule: a registry lists every type of the compilation that can travel, so any
 * annotated class may change it.
 */
@AutoService(Processor.class)
@IncrementalAnnotationProcessor(IncrementalAnnotationProcessorType.AGGREGATING)
public final class OffspringProcessor extends AbstractProcessor {
    /** Accessors first: they come from fields alone, and targets wait for them. */
    private final List<Step> steps = List.of(new SharedStep(), new TargetStep(), new UseStep());

    private final Report report = new Report();

    /** For the compiler, by way of {@code ServiceLoader}. */
    public OffspringProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        for (Step step : steps) {
            step.start(environment);
        }
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Stream.of(
                        ProcessTarget.class, Shared.class, ProcessMessage.class, ProcessMessages.class, Generated.class)
                .map(Class::getCanonicalName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Claims its annotations: they are all ours, and javac's lint would warn of annotations that nobody claims. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        var context = new RoundContext(processingEnv, round, report);
        for (Step step : steps) {
            step.round(context);
        }
        report.print(processingEnv.getMessager());
        return true;
    }
}
