/**
 * Ours and the peers, side by side.
 *
 * <p>{@code Compare} runs groups of programs, round by round, each in a process of its own; a program prints what it
 * measured as lines of {@code key value}; a figure is made of two such keys.
 */
@NullMarked
package dev.offspring.benchmark;

import org.jspecify.annotations.NullMarked;
