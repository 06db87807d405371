package dev.offspring.tests.pool;

/** What goes through the pipes of {@link Ends}. */
record Note(String text) {}
