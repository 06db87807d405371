package dev.offspring.processor;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.model.MessageModel;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is kept from one round to the next: names, because the compiler replaces its elements. */
final class Progress {
    /** Classes with targets that are not written yet. */
    final SortedSet<String> owners = new TreeSet<>();

    /** Classes with {@code @ProcessMessage} that are not read yet. */
    final SortedSet<String> declaring = new TreeSet<>();

    /** All top-level classes of the sources and all that were generated, to find names that collide. */
    final SortedSet<String> classes = new TreeSet<>();

    /** Serialisers that are written. */
    final SortedSet<String> serializers = new TreeSet<>();

    /** Factories of channels that are written. */
    final SortedSet<String> stubs = new TreeSet<>();

    /** Types for the next registry. */
    final NavigableMap<String, MessageModel> registered = new TreeMap<>();

    /** Registries that are written. */
    final SortedSet<String> registries = new TreeSet<>();

    /** The class after which the next registry is named; it is fixed when the first launcher main names it. */
    @Nullable
    ClassName registryOwner;

    /** Whether a launcher main names the next registry. */
    boolean registryNeeded;
}
