package dev.offspring.channel;

import dev.offspring.sync.Event;

/** What {@link Select} waits for: a {@link Queue}, a {@link Connection}, an {@link Event}, or a child process. */
public sealed interface Selectable permits Queue, Connection, Event, ChildHandle {}
