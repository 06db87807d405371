package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/** A serialiser of the user's own, which may ask its {@code Kryo} for anything: it is given that of the message, made when the first of them needs it. */
final class WithKryo<T> extends Serializer<T> implements NeedsNoKryo {
    private final Class<T> type;
    private final Serializer<T> serializer;

    private WithKryo(Class<T> type, Serializer<T> serializer) {
        super(serializer.getAcceptsNull(), serializer.isImmutable());
        this.type = type;
        this.serializer = serializer;
    }

    /** A serialiser of this type to which a null may be given for the {@code Kryo}. */
    // Whoever writes any T writes this one; what it reads is made of the class that it is asked for.
    @SuppressWarnings("unchecked")
    static <T> Serializer<T> orNone(Class<T> type, Serializer<? super T> serializer) {
        Serializer<T> own = (Serializer<T>) serializer;
        return serializer instanceof NeedsNoKryo ? own : new WithKryo<>(type, own);
    }

    /** As its user made it, for those who have a {@code Kryo}. */
    static Serializer<?> bare(Serializer<?> serializer) {
        return serializer instanceof WithKryo<?> with ? with.serializer : serializer;
    }

    @Override
    public void write(@Nullable Kryo kryo, Output out, T value) {
        serializer.write(kryo != null ? kryo : ((Encoder) out).kryo(), out, value);
    }

    @Override
    public T read(@Nullable Kryo kryo, Input in, @Nullable Class<? extends T> wanted) {
        return serializer.read(kryo != null ? kryo : ((Decoder) in).kryo(), in, wanted != null ? wanted : type);
    }
}
