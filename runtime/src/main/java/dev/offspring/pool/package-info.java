/** A pool of processes: what runs where, what is given to whom next, and what becomes of it when a process dies. */
@org.jspecify.annotations.NullMarked
package dev.offspring.pool;
