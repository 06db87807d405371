package dev.offspring.processor;

import dev.offspring.processor.generate.GeneratedFile;
import dev.offspring.processor.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;

/**
 * A round, as the steps see it.
 *
 * @param environment the compiler's services
 * @param round what is new; its {@code processingOver()} marks the last round, in which no class may be written
 * @param report where problems go; printed when all steps have run
 */
record RoundContext(ProcessingEnvironment environment, RoundEnvironment round, Report report) {
    boolean isLast() {
        return round.processingOver();
    }

    void write(GeneratedFile file) {
        try (Writer out = environment
                .getFiler()
                .createSourceFile(file.name(), file.origin().element())
                .openWriter()) {
            out.write(file.text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file.name(), e);
        }
    }
}
