/**
 * Uses of shared fields, found in javac's syntax trees after attribution. All that knows javac is in here, and the rest of the
 * processor works without it.
 */
@NullMarked
package dev.offspring.processor.uses;

import org.jspecify.annotations.NullMarked;
