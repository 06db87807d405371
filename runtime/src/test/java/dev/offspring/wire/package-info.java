@NullMarked
package dev.offspring.wire;

import org.jspecify.annotations.NullMarked;
