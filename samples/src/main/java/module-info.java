/** One program for each claim of the README, and the census of the JDK. */
module dev.offspring.samples {
    requires dev.offspring.runtime;
    requires java.desktop;
    requires static org.jspecify;
}
