/** The annotation processor: sources in, sources out. It names runtime types but does not depend on them. */
module dev.offspring.processor {
    requires java.compiler;
    requires static jdk.compiler;
    requires dev.offspring.annotations;
    requires com.palantir.javapoet;
    requires static com.google.auto.service;
    requires static incap;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            dev.offspring.processor.OffspringProcessor;
}
