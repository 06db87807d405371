package dev.offspring.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** {@code report ← model ← {scan, validate, generate} ← processor}. */
final class LayersTest {
    private static final String ROOT = "dev.offspring.processor";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(OffspringProcessor.class);

    @Test
    void packages_importOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("report")
                .definedBy(ROOT + ".report")
                .layer("model")
                .definedBy(ROOT + ".model")
                .layer("scan")
                .definedBy(ROOT + ".scan")
                .layer("validate")
                .definedBy(ROOT + ".validate")
                .layer("generate")
                .definedBy(ROOT + ".generate")
                .layer("uses")
                .definedBy(ROOT + ".uses")
                .layer("processor")
                .definedBy(ROOT)
                .whereLayer("processor")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("uses")
                .mayOnlyBeAccessedByLayers("processor")
                .whereLayer("scan")
                .mayOnlyBeAccessedByLayers("processor", "uses")
                .whereLayer("validate")
                .mayOnlyBeAccessedByLayers("processor")
                .whereLayer("generate")
                .mayOnlyBeAccessedByLayers("processor")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("scan", "validate", "generate", "uses", "processor")
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void elementsOfTheCompiler_stopAtScan() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".model", ROOT + ".validate", ROOT + ".generate")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.lang.model.type", "javax.lang.model.util", "com.sun.source..")
                .check(CLASSES);
    }

    @Test
    void processor_doesNotDependOnTheRuntime() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.offspring.wire..",
                        "dev.offspring.process",
                        "dev.offspring.shared..",
                        "com.esotericsoftware..")
                .check(CLASSES);
    }
}
