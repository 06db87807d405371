package dev.offspring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Property: each package imports only those above it in the list, and no two import each other. */
final class LayersTest {
    private static final List<String> FROM_THE_TOP =
            List.of("error", "os", "memory", "wire", "sync", "shared", "channel", "cache", "process", "pool");

    private static final JavaClasses RUNTIME = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.offspring");

    /** What can be waited for in one call must have one type, wherever it lives: the one arrow that goes down. */
    private static final DescribedPredicate<JavaClass> SELECTABLE = DescribedPredicate.describe(
            "Selectable", type -> type.getName().equals("dev.offspring.channel.Selectable"));

    @Test
    void packages_importOnlyThoseAboveThem() {
        for (int i = 0; i < FROM_THE_TOP.size(); i++) {
            List<String> allowed = new ArrayList<>(
                    List.of("java..", "com.esotericsoftware..", "jdk.jfr..", "org.jspecify..", "sun.misc.."));
            FROM_THE_TOP.subList(0, i + 1).forEach(name -> allowed.add("dev.offspring." + name + ".."));
            classes()
                    .that()
                    .resideInAPackage("dev.offspring." + FROM_THE_TOP.get(i) + "..")
                    .should()
                    .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new))
                            .or(SELECTABLE))
                    .allowEmptyShould(true)
                    .check(RUNTIME);
        }
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("dev.offspring.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), SELECTABLE)
                .check(RUNTIME);
    }
}
