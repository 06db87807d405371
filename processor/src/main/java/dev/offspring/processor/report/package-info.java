/** What is wrong and where: rules, locations and the report of a round. Knows nothing of targets or fields. */
@NullMarked
package dev.offspring.processor.report;

import org.jspecify.annotations.NullMarked;
