package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Boxes and text. Of fixed size, as primitives are in generated serialisers. */
final class ScalarStubs {
    private ScalarStubs() {}

    static final class BooleanStub extends Stub<Boolean> {
        @Override
        void write(Output out, Boolean value) {
            out.writeBoolean(value);
        }

        @Override
        Boolean read(Input in) {
            return in.readBoolean();
        }
    }

    static final class ByteStub extends Stub<Byte> {
        @Override
        void write(Output out, Byte value) {
            out.writeByte(value);
        }

        @Override
        Byte read(Input in) {
            return in.readByte();
        }
    }

    static final class CharStub extends Stub<Character> {
        @Override
        void write(Output out, Character value) {
            out.writeChar(value);
        }

        @Override
        Character read(Input in) {
            return in.readChar();
        }
    }

    static final class ShortStub extends Stub<Short> {
        @Override
        void write(Output out, Short value) {
            out.writeShort(value);
        }

        @Override
        Short read(Input in) {
            return in.readShort();
        }
    }

    static final class IntStub extends Stub<Integer> {
        @Override
        void write(Output out, Integer value) {
            out.writeInt(value);
        }

        @Override
        Integer read(Input in) {
            return in.readInt();
        }
    }

    static final class LongStub extends Stub<Long> {
        @Override
        void write(Output out, Long value) {
            out.writeLong(value);
        }

        @Override
        Long read(Input in) {
            return in.readLong();
        }
    }

    static final class FloatStub extends Stub<Float> {
        @Override
        void write(Output out, Float value) {
            out.writeFloat(value);
        }

        @Override
        Float read(Input in) {
            return in.readFloat();
        }
    }

    static final class DoubleStub extends Stub<Double> {
        @Override
        void write(Output out, Double value) {
            out.writeDouble(value);
        }

        @Override
        Double read(Input in) {
            return in.readDouble();
        }
    }

    static final class StringStub extends Stub<String> {
        StringStub() {
            setAcceptsNull(true);
        }

        @Override
        void write(Output out, String value) {
            out.writeString(value);
        }

        @Override
        String read(Input in) {
            return in.readString();
        }
    }
}
