package dev.offspring.process;

import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import org.jspecify.annotations.Nullable;

/** A target that takes nothing and does nothing, of any class. */
final class IdleTarget extends Target<@Nullable Void> {
    IdleTarget(String owner) {
        super(owner, "nothing", 1);
    }

    @Override
    protected void encode(Encoder out, @Nullable Object[] arguments) {}

    @Override
    protected @Nullable Object[] decode(Decoder in) {
        return new Object[0];
    }

    @Override
    protected @Nullable Void invoke(@Nullable Object[] arguments) {
        return null;
    }
}
