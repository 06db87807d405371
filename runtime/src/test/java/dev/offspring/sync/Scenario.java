package dev.offspring.sync;

import java.util.List;

/** What a process may be at when it dies, and what must hold for the others then. Constants of enums. */
public interface Scenario {
    /** The constant's name. */
    String name();

    /** The enum. */
    Class<?> getDeclaringClass();

    /** The shared things, made by the parent. */
    List<Object> make() throws Exception;

    /** In the process that may die, before it is told to go. */
    default void prepare(List<Object> things) throws Exception {}

    /** In the parent, before it tells the other to go. */
    default void before(List<Object> things, Parties parties) throws Exception {}

    /** In the process that may die. */
    void run(List<Object> things) throws Exception;

    /** In the parent, meanwhile. */
    default void during(List<Object> things, Parties parties) throws Exception {}

    /** In the parent, when the other has died or is done: everything must be usable. */
    void after(List<Object> things, Parties parties) throws Exception;

    /** Whether it is about the heap, and must not be disturbed by others that allocate. */
    default boolean isOfMemory() {
        return false;
    }

    /** Whether it does many things that others do too: it is enough to halt it once at each place. */
    default boolean isTour() {
        return false;
    }

    /** Whether the things themselves are met after the process has been armed. */
    default boolean isOfMeeting() {
        return false;
    }
}
