package dev.offspring.processor;

import com.palantir.javapoet.ClassName;
import dev.offspring.annotation.Shared;
import dev.offspring.processor.generate.AccessorsGenerator;
import dev.offspring.processor.model.TemplateModel;
import dev.offspring.processor.model.Templates;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.scan.TemplateReader;
import dev.offspring.processor.scan.TemplateScanner;
import dev.offspring.processor.validate.TemplateValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Shared accessors from {@code @Shared} fields: from them alone, so that whatever names an accessor class finds it next round. */
final class SharedStep implements Step {
    /** Templates that wait for the type of a field, by name: their elements change from round to round. */
    private final Set<String> deferred = new TreeSet<>();

    /** All templates of this compilation so far; others that they mention come from libraries. */
    private final Set<String> own = new LinkedHashSet<>();

    @Override
    public void round(RoundContext context) {
        if (context.isLast()) {
            return; // What is deferred still names a class that does not exist, which javac itself reports.
        }
        Elements elements = context.environment().getElementUtils();
        List<TypeElement> ready = ready(context, elements);
        Templates templates = new TemplateScanner(
                        elements,
                        new TemplateReader(elements, context.environment().getTypeUtils()),
                        own)
                .scan(ready);
        List<TemplateModel> models = ready.stream()
                .map(type -> templates.find(ClassName.get(type)).orElseThrow())
                .toList();
        write(context, models, new TemplateValidator(templates), templates);
    }

    private List<TypeElement> ready(RoundContext context, Elements elements) {
        Map<String, TypeElement> found = new TreeMap<>();
        for (String name : deferred) {
            found.put(name, elements.getTypeElement(name));
        }
        // Not looked up by name: the class of a compact source file has none.
        for (Element field : context.round().getElementsAnnotatedWith(Shared.class)) {
            TypeElement type = (TypeElement) Objects.requireNonNull(field.getEnclosingElement());
            found.put(type.getQualifiedName().toString(), type);
        }
        own.addAll(found.keySet());
        deferred.clear();
        List<TypeElement> ready = new ArrayList<>();
        found.forEach((name, type) -> {
            if (TemplateReader.isUnresolved(type)) {
                deferred.add(name);
            } else {
                ready.add(type);
            }
        });
        return ready;
    }

    private static void write(
            RoundContext context, List<TemplateModel> models, TemplateValidator validator, Templates templates) {
        Set<ClassName> broken = new HashSet<>();
        models.forEach(template -> note(context, template, validator.validate(template), broken));
        for (TemplateModel template : models) {
            if (validator.isSound(template, broken)) {
                note(context, template, validator.sizes(template), broken);
            }
        }
        models.stream()
                .filter(template -> validator.isSound(template, broken))
                .forEach(template -> context.write(AccessorsGenerator.generate(template, templates)));
    }

    private static void note(
            RoundContext context, TemplateModel template, List<Problem> problems, Set<ClassName> broken) {
        context.report().addAll(problems);
        if (!problems.isEmpty()) {
            broken.add(template.type());
        }
    }
}
