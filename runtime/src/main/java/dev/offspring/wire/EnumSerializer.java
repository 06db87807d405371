package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;

/** A constant of an enum, by its ordinal: the fingerprint of a target holds both sides to the same constants. */
@SuppressWarnings("EnumOrdinal") // the ordinal is the format
final class EnumSerializer<E extends Enum<E>> extends Stub<E> {
    private static final ClassValue<EnumSerializer<?>> ALL = new ClassValue<>() {
        @Override
        // The class is an enum's: of() lets no other through.
        @SuppressWarnings({"unchecked", "rawtypes"})
        protected EnumSerializer<?> computeValue(Class<?> type) {
            return new EnumSerializer(type);
        }
    };

    private final Class<E> type;
    private final E[] constants;

    private EnumSerializer(Class<E> type) {
        this.type = type;
        this.constants = type.getEnumConstants();
    }

    // ALL holds for each enum a serialiser of it.
    @SuppressWarnings("unchecked")
    static <E extends Enum<E>> EnumSerializer<E> of(Class<E> type) {
        return (EnumSerializer<E>) ALL.get(type);
    }

    @Override
    void write(Output out, E value) {
        out.writeVarInt(value.ordinal(), true);
    }

    @Override
    E read(Input in) {
        int ordinal = in.readVarInt(true);
        if (ordinal < 0 || ordinal >= constants.length) {
            throw new TransferException("a message is corrupt, or of another version: " + type.getName() + " has "
                    + constants.length + " constants, but number " + ordinal + " was sent");
        }
        return constants[ordinal];
    }
}
