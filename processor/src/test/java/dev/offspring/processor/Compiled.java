package dev.offspring.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Sources that were compiled with the processor, and what the compiler said. */
public final class Compiled {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|record|enum|interface) (\\w+)", Pattern.MULTILINE);

    private final List<String> sources;
    private final Compilation compilation;

    private Compiled(List<String> sources, Compilation compilation) {
        this.sources = sources;
        this.compilation = compilation;
    }

    /** Compiles files of one top-level class each, which begin with their package. */
    public static Compiled of(String... sources) {
        return with(List.of(), sources);
    }

    /** The same, with options for javac. */
    public static Compiled with(List<String> options, String... sources) {
        JavaFileObject[] files = Stream.of(sources).map(Compiled::file).toArray(JavaFileObject[]::new);
        Compilation compilation = Compiler.javac()
                .withProcessors(new OffspringProcessor())
                .withOptions(options)
                .compile(files);
        return new Compiled(List.of(sources), compilation);
    }

    /** A file whose name is found in its text. */
    public static JavaFileObject file(String source) {
        Matcher type = TYPE.matcher(source);
        Matcher inPackage = PACKAGE.matcher(source);
        String name = type.find() ? type.group(1) : "Compact";
        return JavaFileObjects.forSourceString(inPackage.find() ? inPackage.group(1) + "." + name : name, source);
    }

    public Compilation compilation() {
        return compilation;
    }

    /** There is exactly one error: this one, at the line that contains these words. */
    public void hasOnlyError(String line, String message) {
        assertThat(compilation.errors()).as(this::everything).hasSize(1);
        says(Diagnostic.Kind.ERROR, line, message);
    }

    /** Among others there is this message, word for word, at a line that contains these words. */
    public void says(Diagnostic.Kind kind, String line, String message) {
        List<String> found = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
            if (diagnostic.getKind() == kind && at(diagnostic).contains(line)) {
                // javac indents what follows the first line.
                found.add(diagnostic.getMessage(Locale.ROOT).replace("\n      fix: ", "\n    fix: "));
            }
        }
        assertThat(found).as(this::everything).contains(message);
    }

    /** No errors and no warnings. */
    public Compiled isClean() {
        assertThat(compilation.diagnostics()).as(this::everything).isEmpty();
        return this;
    }

    /** The text of a generated class; the compilation need not have succeeded. */
    public String generated(String name) {
        return compilation.generatedSourceFiles().stream()
                .filter(file -> file.getName().endsWith("/" + name.replace('.', '/') + ".java"))
                .map(Compiled::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " among " + compilation.generatedFiles()));
    }

    private static String at(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject file = diagnostic.getSource();
        if (file == null) {
            return "";
        }
        return text(file)
                .lines()
                .skip(diagnostic.getLineNumber() - 1)
                .findFirst()
                .orElse("");
    }

    private static String text(JavaFileObject file) {
        try {
            return file.getCharContent(false).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String everything() {
        return compilation.diagnostics() + "\nof " + sources;
    }
}
