package dev.offspring.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import java.io.File;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Types of the JDK for which Kryo has no serialiser, or none that checks lengths before it allocates. */
final class Leaves {
    private Leaves() {}

    static final class FileSerializer extends Stub<File> {
        @Override
        void write(Output out, File value) {
            out.writeString(value.getPath());
        }

        @Override
        File read(Input in) {
            return new File(in.readString());
        }
    }

    /** A path of the default file system; others exist in one process only. */
    static final class PathSerializer extends Stub<Path> {
        @Override
        void write(Output out, Path value) {
            if (!value.getFileSystem().equals(java.nio.file.FileSystems.getDefault())) {
                throw new TransferException("the path " + value + " cannot be encoded: its file system ("
                        + value.getFileSystem().provider().getScheme()
                        + ") is open in this process only; pass the archive's path and open it in the target");
            }
            out.writeString(value.toString());
        }

        @Override
        Path read(Input in) {
            return Path.of(in.readString());
        }
    }

    /** What is between position and limit, with its byte order; it arrives on the heap, at position 0. */
    static final class ByteBufferSerializer extends Stub<ByteBuffer> {
        @Override
        void write(Output out, ByteBuffer value) {
            ByteBuffer remaining = value.duplicate();
            byte[] bytes = new byte[remaining.remaining()];
            remaining.get(bytes);
            out.writeBoolean(value.order().equals(ByteOrder.BIG_ENDIAN));
            out.writeInt(bytes.length);
            out.writeBytes(bytes);
        }

        @Override
        ByteBuffer read(Input in) {
            boolean bigEndian = in.readBoolean();
            byte[] bytes = in.readBytes(Wire.checkedCount(in, in.readInt(), 1));
            return ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** With script and extensions, which Kryo's leaves out, and also where the parts are no well-formed tag. */
    static final class LocaleSerializer extends Stub<Locale> {
        @Override
        void write(Output out, Locale value) {
            boolean wellFormed = Locale.forLanguageTag(value.toLanguageTag()).equals(value);
            out.writeBoolean(wellFormed);
            if (wellFormed) {
                out.writeString(value.toLanguageTag());
            } else {
                out.writeString(value.getLanguage());
                out.writeString(value.getCountry());
                out.writeString(value.getVariant());
            }
        }

        @Override
        Locale read(Input in) {
            return in.readBoolean()
                    ? Locale.forLanguageTag(in.readString())
                    : Locale.of(in.readString(), in.readString(), in.readString());
        }
    }

    /** With its offset, which Kryo's leaves out: twice a year an hour comes twice. */
    static final class ZonedDateTimeSerializer extends Stub<ZonedDateTime> {
        @Override
        void write(Output out, ZonedDateTime value) {
            LocalDateTime local = value.toLocalDateTime();
            out.writeLong(local.toLocalDate().toEpochDay());
            out.writeLong(local.toLocalTime().toNanoOfDay());
            out.writeInt(value.getOffset().getTotalSeconds());
            out.writeString(value.getZone().getId());
        }

        @Override
        ZonedDateTime read(Input in) {
            LocalDate date = LocalDate.ofEpochDay(in.readLong());
            LocalDateTime local = date.atTime(LocalTime.ofNanoOfDay(in.readLong()));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(in.readInt());
            return ZonedDateTime.ofLocal(local, ZoneId.of(in.readString()), offset);
        }
    }

    static final class MathContextSerializer extends Stub<MathContext> {
        private final EnumSerializer<RoundingMode> mode = EnumSerializer.of(RoundingMode.class);

        @Override
        void write(Output out, MathContext value) {
            out.writeInt(value.getPrecision());
            mode.write(out, value.getRoundingMode());
        }

        @Override
        MathContext read(Input in) {
            return new MathContext(in.readInt(), mode.read(in));
        }
    }

    static final class OptionalIntSerializer extends Stub<OptionalInt> {
        @Override
        void write(Output out, OptionalInt value) {
            out.writeBoolean(value.isPresent());
            out.writeInt(value.orElse(0));
        }

        @Override
        OptionalInt read(Input in) {
            boolean present = in.readBoolean();
            int value = in.readInt();
            return present ? OptionalInt.of(value) : OptionalInt.empty();
        }
    }

    static final class OptionalLongSerializer extends Stub<OptionalLong> {
        @Override
        void write(Output out, OptionalLong value) {
            out.writeBoolean(value.isPresent());
            out.writeLong(value.orElse(0));
        }

        @Override
        OptionalLong read(Input in) {
            boolean present = in.readBoolean();
            long value = in.readLong();
            return present ? OptionalLong.of(value) : OptionalLong.empty();
        }
    }

    static final class OptionalDoubleSerializer extends Stub<OptionalDouble> {
        @Override
        void write(Output out, OptionalDouble value) {
            out.writeBoolean(value.isPresent());
            out.writeDouble(value.orElse(0));
        }

        @Override
        OptionalDouble read(Input in) {
            boolean present = in.readBoolean();
            double value = in.readDouble();
            return present ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }

    /** A class that travels itself, by the id of its type. */
    static final class ClassSerializer extends Stub<Class<?>> {
        @Override
        void write(Output out, Class<?> value) {
            AnySerializer.writeType(out, value);
        }

        @Override
        Class<?> read(Input in) {
            Types.Entry entry = AnySerializer.readType(in);
            if (entry == null) {
                throw new TransferException("a message is corrupt: it has a class that is none");
            }
            return entry.type();
        }
    }

    /** An entry of a map; it arrives immutable. */
    static final class EntrySerializer extends Composite<Map.Entry<?, ?>> {
        @Override
        public void write(Kryo kryo, Output out, Map.Entry<?, ?> value) {
            AnySerializer.writeValue(kryo, out, value.getKey());
            AnySerializer.writeValue(kryo, out, value.getValue());
        }

        @Override
        public Map.Entry<?, ?> read(Kryo kryo, Input in, Class<? extends Map.Entry<?, ?>> type) {
            return new AbstractMap.SimpleImmutableEntry<>(
                    AnySerializer.readValue(kryo, in), AnySerializer.readValue(kryo, in));
        }
    }

    /** Types that have an id so that arrays of them can be named, but no values of their own. */
    static final class NoValueSerializer extends Stub<Object> {
        private final String name;

        NoValueSerializer(String name) {
            this.name = name;
        }

        @Override
        void write(Output out, Object value) {
            throw new TransferException(
                    "a value that is a " + name + " and no more cannot be encoded: it says nothing");
        }

        @Override
        Object read(Input in) {
            throw new TransferException("a message is corrupt: it has a value of type " + name);
        }
    }
}
