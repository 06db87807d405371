/** The annotation processor: sources in, sources out. It names runtime types but does not depend on them. */
module dev.offspring.processor {
    requires java.compiler;
    requires jdk.compiler;
    requires dev.offspring.annotations;
    requires static org.jspecify;
}
