package dev.offspring.processor.generate;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.offspring.processor.report.Location;

/**
 * A class to be written.
 *
 * @param packageName empty for the default package
 * @param source the class that it is written from; the header names it
 * @param origin that class, for the {@code Filer}
 */
public record GeneratedFile(String packageName, TypeSpec type, String source, Location origin) {
    /** Its fully qualified name. */
    public String name() {
        return packageName.isEmpty() ? type.name() : packageName + "." + type.name();
    }

    /** Its text. The same model gives the same bytes, on every machine. */
    public String text() {
        return JavaFile.builder(packageName, type)
                .addFileComment("Written by Offspring from $L. Changes are lost when that is compiled again.", source)
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
    }
}
