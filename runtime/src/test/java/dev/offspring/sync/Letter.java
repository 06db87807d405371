package dev.offspring.sync;

import dev.offspring.channel.ChannelTypes;
import dev.offspring.shared.SharedTypes;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import dev.offspring.wire.Types;
import java.io.Serializable;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes between a test and the JVMs that help it. */
sealed interface Letter extends Serializable {
    /** A hand shall do this with what {@code shared} encodes. */
    record Order(int number, int hand, boolean virtual, String shared, Deed<Object, Object> deed) implements Letter {}

    record Interrupt(int hand) implements Letter {}

    /** Does this hand sleep? */
    record Look(int number, int hand) implements Letter {}

    record Answer(
            int number,
            @Nullable Serializable value,
            @Nullable Throwable failure) implements Letter {}

    /** A shared thing, or a list of some, as it travels. */
    static String encode(Object shared) {
        joinTypes();
        try (Encoder out = new Encoder()) {
            out.write(Serializers.any(), shared);
            return Base64.getEncoder().encodeToString(out.toBytes());
        }
    }

    /** The same thing: another handle of it. */
    static Object decode(String shared) {
        joinTypes();
        try (Decoder in = new Decoder(Base64.getDecoder().decode(shared))) {
            return Objects.requireNonNull(in.read(Serializers.any()));
        }
    }

    private static void joinTypes() {
        Types.join(SyncTypes.INSTANCE);
        Types.join(SharedTypes.INSTANCE);
        Types.join(ChannelTypes.INSTANCE);
    }
}
