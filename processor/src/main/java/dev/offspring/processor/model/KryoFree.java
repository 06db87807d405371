package dev.offspring.processor.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which of the user's types travel without a {@code Kryo} object: making one costs a cold process 60 ms. */
public final class KryoFree {
    private final Map<String, MessageModel> types = new HashMap<>();

    private KryoFree(Collection<MessageModel> messages) {
        for (MessageModel message : messages) {
            // How the serialiser of another compilation encodes its fields, that one alone knows.
            if (message instanceof MessageModel.Composite composite && !composite.exists()) {
                types.put(message.type().canonicalName(), message);
            }
        }
    }

    /** Of all these, the records and classes of this compilation whose every field does without one: their canonical names. */
    public static Set<String> of(Collection<MessageModel> messages) {
        KryoFree free = new KryoFree(messages);
        // A type may consist of itself: each does without until it is shown that one of its fields does not.
        boolean fewer = true;
        while (fewer) {
            fewer = free.types.values().removeIf(message -> !free.isFree(message));
        }
        return Set.copyOf(free.types.keySet());
    }

    private boolean isFree(MessageModel message) {
        return message.fields().stream().allMatch(field -> isFree(field.travel()));
    }

    private boolean isFree(Travel travel) {
        return switch (travel) {
            case Travel.Primitive _, Travel.Text _, Travel.Ready _, Travel.EnumValue _, Travel.Struct _ -> true;
            case Travel.Channel _ -> true; // its handle travels, whatever its elements are
            case Travel.Array _, Travel.Collected _, Travel.Mapped _, Travel.Perhaps _ ->
                travel.parts().stream().allMatch(this::isFree);
            case Travel.Own own -> types.containsKey(own.raw().canonicalName());
            case Travel.Open _, Travel.Registered _, Travel.Refused _ -> false;
        };
    }
}
