package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.SharedField;
import dev.offspring.processor.model.TemplateModel;
import dev.offspring.processor.model.Templates;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Finds the templates of a compilation, and those that they hold.
 *
 * @param own canonical names of the templates that are being compiled; others come compiled, with their accessors
 */
public record TemplateScanner(Elements elements, TemplateReader reader, Set<String> own) {
    /** These templates, and all that are nested in them. */
    public Templates scan(Collection<TypeElement> types) {
        Map<ClassName, TemplateModel> found = new HashMap<>();
        Set<ClassName> seen = new HashSet<>();
        Deque<TypeElement> open = new ArrayDeque<>(types);
        for (TypeElement type = open.poll(); type != null; type = open.poll()) {
            if (!seen.add(ClassName.get(type))) {
                continue;
            }
            read(type).ifPresent(template -> {
                found.put(template.type(), template);
                for (SharedField field : template.fields()) {
                    field.shape()
                            .template()
                            .ifPresent(nested -> open.add(elements.getTypeElement(nested.canonicalName())));
                }
            });
        }
        return new Templates(found);
    }

    private Optional<TemplateModel> read(TypeElement type) {
        return own.contains(type.getQualifiedName().toString())
                ? Optional.of(reader.read(type))
                : reader.readCompiled(type);
    }
}
