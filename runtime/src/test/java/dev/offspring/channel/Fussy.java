package dev.offspring.channel;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;

/** An element of the tests' own that cannot be encoded, or not be decoded, if it says so. */
record Fussy(int number, Fails fails) {
    enum Fails {
        NEVER,
        AT_PUT,
        AT_TAKE
    }

    static {
        Types.join(new Registry());
    }

    static Fussy good(int number) {
        return new Fussy(number, Fails.NEVER);
    }

    static Fussy unwritable(int number) {
        return new Fussy(number, Fails.AT_PUT);
    }

    static Fussy unreadable(int number) {
        return new Fussy(number, Fails.AT_TAKE);
    }

    private static final class Registry implements TypeRegistry {
        @Override
        public void register(Types types) {
            types.add(Fussy.class, new FussySerializer());
        }
    }

    private static final class FussySerializer extends Serializer<Fussy> {
        @Override
        public void write(Kryo kryo, Output out, Fussy value) {
            out.writeInt(value.number());
            if (value.fails() == Fails.AT_PUT) {
                throw new IllegalStateException("cannot be written: " + value);
            }
            out.writeBoolean(value.fails() == Fails.AT_TAKE);
        }

        @Override
        public Fussy read(Kryo kryo, Input in, Class<? extends Fussy> type) {
            int number = in.readInt();
            if (in.readBoolean()) {
                throw new IllegalStateException("cannot be read: " + number);
            }
            return good(number);
        }
    }
}
