package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.report.Location;

/**
 * A class that would be generated.
 *
 * @param source what it is generated from: {@code demo.Hello.greet}
 * @param isTaken whether a class of this name exists that we have not written
 */
public record GeneratedName(ClassName name, String source, Location location, boolean isTaken) {}
