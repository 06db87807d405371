@NullMarked
package dev.offspring.tests.channel;

import org.jspecify.annotations.NullMarked;
