package dev.offspring.wire;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Arrays of primitives: a count, and the elements as they lie in memory. */
final class ArrayStubs {
    private ArrayStubs() {}

    private static void count(Output out, int count, int elementBytes) {
        out.writeInt(count);
        if (out instanceof Encoder encoder) {
            encoder.room((long) count * elementBytes);
        }
    }

    static final class BooleanArrayStub extends Stub<boolean[]> {
        @Override
        void write(Output out, boolean[] value) {
            count(out, value.length, 1);
            out.writeBooleans(value, 0, value.length);
        }

        @Override
        boolean[] read(Input in) {
            return in.readBooleans(Wire.checkedCount(in, in.readInt(), 1));
        }
    }

    static final class ByteArrayStub extends Stub<byte[]> {
        @Override
        void write(Output out, byte[] value) {
            count(out, value.length, Byte.BYTES);
            out.writeBytes(value);
        }

        @Override
        byte[] read(Input in) {
            return in.readBytes(Wire.checkedCount(in, in.readInt(), 1));
        }
    }

    static final class CharArrayStub extends Stub<char[]> {
        @Override
        void write(Output out, char[] value) {
            count(out, value.length, Character.BYTES);
            out.writeChars(value, 0, value.length);
        }

        @Override
        char[] read(Input in) {
            return in.readChars(Wire.checkedCount(in, in.readInt(), Character.BYTES));
        }
    }

    static final class ShortArrayStub extends Stub<short[]> {
        @Override
        void write(Output out, short[] value) {
            count(out, value.length, Short.BYTES);
            out.writeShorts(value, 0, value.length);
        }

        @Override
        short[] read(Input in) {
            return in.readShorts(Wire.checkedCount(in, in.readInt(), Short.BYTES));
        }
    }

    static final class IntArrayStub extends Stub<int[]> {
        @Override
        void write(Output out, int[] value) {
            count(out, value.length, Integer.BYTES);
            out.writeInts(value, 0, value.length);
        }

        @Override
        int[] read(Input in) {
            return in.readInts(Wire.checkedCount(in, in.readInt(), Integer.BYTES));
        }
    }

    static final class LongArrayStub extends Stub<long[]> {
        @Override
        void write(Output out, long[] value) {
            count(out, value.length, Long.BYTES);
            out.writeLongs(value, 0, value.length);
        }

        @Override
        long[] read(Input in) {
            return in.readLongs(Wire.checkedCount(in, in.readInt(), Long.BYTES));
        }
    }

    static final class FloatArrayStub extends Stub<float[]> {
        @Override
        void write(Output out, float[] value) {
            count(out, value.length, Float.BYTES);
            out.writeFloats(value, 0, value.length);
        }

        @Override
        float[] read(Input in) {
            return in.readFloats(Wire.checkedCount(in, in.readInt(), Float.BYTES));
        }
    }

    static final class DoubleArrayStub extends Stub<double[]> {
        @Override
        void write(Output out, double[] value) {
            count(out, value.length, Double.BYTES);
            out.writeDoubles(value, 0, value.length);
        }

        @Override
        double[] read(Input in) {
            return in.readDoubles(Wire.checkedCount(in, in.readInt(), Double.BYTES));
        }
    }
}
