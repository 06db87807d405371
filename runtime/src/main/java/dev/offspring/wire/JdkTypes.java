package dev.offspring.wire;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's types that travel, and their ids: the place in {@link #NAMES}, which is therefore only ever appended to.
 *
 * <p>Serialisers are made one by one, when their type is first met.
 */
final class JdkTypes {
    private static final String[] NAMES = {
        "", // 0 is null on the wire
        "java.lang.Object",
        "java.lang.String",
        "java.lang.Boolean",
        "java.lang.Byte",
        "java.lang.Character",
        "java.lang.Short",
        "java.lang.Integer",
        "java.lang.Long",
        "java.lang.Float",
        "java.lang.Double",
        "[Z",
        "[B",
        "[C",
        "[S",
        "[I",
        "[J",
        "[F",
        "[D",
        "[Ljava.lang.Object;",
        "java.util.Collection",
        "java.util.Map",
        "java.util.Map$Entry",
        "java.util.Optional",
        "java.util.OptionalInt",
        "java.util.OptionalLong",
        "java.util.OptionalDouble",
        "java.lang.Throwable",
        "java.lang.Class",
        "java.lang.StringBuilder",
        "java.lang.StringBuffer",
        "java.io.File",
        "java.math.BigDecimal",
        "java.math.BigInteger",
        "java.math.MathContext",
        "java.net.URI",
        "java.net.URL",
        "java.nio.ByteBuffer",
        "java.nio.charset.Charset",
        "java.nio.file.Path",
        "java.time.Duration",
        "java.time.Instant",
        "java.time.LocalDate",
        "java.time.LocalDateTime",
        "java.time.LocalTime",
        "java.time.MonthDay",
        "java.time.OffsetDateTime",
        "java.time.OffsetTime",
        "java.time.Period",
        "java.time.Year",
        "java.time.YearMonth",
        "java.time.ZoneId",
        "java.time.ZoneOffset",
        "java.time.ZonedDateTime",
        "java.util.BitSet",
        "java.util.Currency",
        "java.util.Date",
        "java.util.Locale",
        "java.util.UUID",
        "java.util.regex.Pattern",
        "java.util.concurrent.TimeUnit",
        "java.time.DayOfWeek",
        "java.time.Month",
        "java.time.temporal.ChronoUnit",
        "java.math.RoundingMode",
        "java.lang.Number",
        "java.lang.Comparable",
        "java.lang.CharSequence",
        "java.lang.Record",
    };

    private static final Map<String, Integer> IDS = new HashMap<>();

    static {
        for (int id = 1; id < NAMES.length; id++) {
            IDS.put(NAMES[id], id);
        }
    }

    private JdkTypes() {}

    /** The type with this id; null if there is none. */
    static Types.@Nullable Entry entry(int id) {
        return id > 0 && id < NAMES.length ? entry(NAMES[id]) : null;
    }

    /** The type as which values of {@code type} travel; null if they do not. */
    static Types.@Nullable Entry family(Class<?> type) {
        if (IDS.containsKey(type.getName())) {
            return entry(type.getName());
        }
        String family = familyName(type);
        return family == null ? null : entry(family);
    }

    private static @Nullable String familyName(Class<?> type) {
        if (type.isArray()) {
            return "[Ljava.lang.Object;";
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return "java.lang.Throwable";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return CollectionKind.of(type) == null ? null : "java.util.Collection";
        }
        if (Map.class.isAssignableFrom(type)) {
            return MapKind.of(type) == null ? null : "java.util.Map";
        }
        if (Map.Entry.class.isAssignableFrom(type) && type.getName().startsWith("java.util.")) {
            return "java.util.Map$Entry";
        }
        for (Class<?> open : new Class<?>[] {Path.class, ByteBuffer.class, Charset.class, ZoneId.class}) {
            if (open.isAssignableFrom(type)) {
                return open.getName();
            }
        }
        return null;
    }

    private static Types.Entry entry(String name) {
        Integer id = IDS.get(name);
        if (id == null) {
            throw new IllegalArgumentException(name + " is none of the JDK's types that travel");
        }
        try {
            return new Types.Entry(id, Class.forName(name), (Serializer<?>) serializer(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the JDK has no " + name, e);
        }
    }

    // Called an Object, or else the JVM would load the classes of all of them to verify that each is a serialiser.
    private static Object serializer(String name) {
        return switch (name) {
            case "java.lang.String" -> Serializers.STRING;
            case "java.lang.Boolean" -> Serializers.BOOLEAN;
            case "java.lang.Byte" -> Serializers.BYTE;
            case "java.lang.Character" -> Serializers.CHAR;
            case "java.lang.Short" -> Serializers.SHORT;
            case "java.lang.Integer" -> Serializers.INT;
            case "java.lang.Long" -> Serializers.LONG;
            case "java.lang.Float" -> Serializers.FLOAT;
            case "java.lang.Double" -> Serializers.DOUBLE;
            case "[Z" -> Serializers.BOOLEAN_ARRAY;
            case "[B" -> Serializers.BYTE_ARRAY;
            case "[C" -> Serializers.CHAR_ARRAY;
            case "[S" -> Serializers.SHORT_ARRAY;
            case "[I" -> Serializers.INT_ARRAY;
            case "[J" -> Serializers.LONG_ARRAY;
            case "[F" -> Serializers.FLOAT_ARRAY;
            case "[D" -> Serializers.DOUBLE_ARRAY;
            case "[Ljava.lang.Object;" -> new AnyArraySerializer();
            case "java.util.Collection" -> new CollectionSerializer<>(Serializers.any());
            case "java.util.Map" -> new MapSerializer<>(Serializers.any(), Serializers.any());
            case "java.util.Map$Entry" -> new Leaves.EntrySerializer();
            case "java.util.Optional" -> new OptionalSerializer<>(Serializers.any());
            case "java.util.OptionalInt" -> new Leaves.OptionalIntSerializer();
            case "java.util.OptionalLong" -> new Leaves.OptionalLongSerializer();
            case "java.util.OptionalDouble" -> new Leaves.OptionalDoubleSerializer();
            case "java.lang.Throwable" -> new ThrowableSerializer();
            case "java.lang.Class" -> new Leaves.ClassSerializer();
            case "java.util.concurrent.TimeUnit" -> Serializers.enumOf(java.util.concurrent.TimeUnit.class);
            case "java.time.DayOfWeek" -> Serializers.enumOf(java.time.DayOfWeek.class);
            case "java.time.Month" -> Serializers.enumOf(java.time.Month.class);
            case "java.time.temporal.ChronoUnit" -> Serializers.enumOf(java.time.temporal.ChronoUnit.class);
            case "java.math.RoundingMode" -> Serializers.enumOf(java.math.RoundingMode.class);
            default -> leaf(name);
        };
    }

    private static Object leaf(String name) {
        return switch (name) {
            case "java.lang.StringBuilder" -> new DefaultSerializers.StringBuilderSerializer();
            case "java.lang.StringBuffer" -> new DefaultSerializers.StringBufferSerializer();
            case "java.io.File" -> new Leaves.FileSerializer();
            case "java.math.BigDecimal" -> new DefaultSerializers.BigDecimalSerializer();
            case "java.math.BigInteger" -> new DefaultSerializers.BigIntegerSerializer();
            case "java.math.MathContext" -> new Leaves.MathContextSerializer();
            case "java.net.URI" -> new DefaultSerializers.URISerializer();
            case "java.net.URL" -> new DefaultSerializers.URLSerializer();
            case "java.nio.ByteBuffer" -> new Leaves.ByteBufferSerializer();
            case "java.nio.charset.Charset" -> new DefaultSerializers.CharsetSerializer();
            case "java.nio.file.Path" -> new Leaves.PathSerializer();
            case "java.time.Duration" -> new TimeSerializers.DurationSerializer();
            case "java.time.Instant" -> new TimeSerializers.InstantSerializer();
            case "java.time.LocalDate" -> new TimeSerializers.LocalDateSerializer();
            case "java.time.LocalDateTime" -> new TimeSerializers.LocalDateTimeSerializer();
            case "java.time.LocalTime" -> new TimeSerializers.LocalTimeSerializer();
            case "java.time.MonthDay" -> new TimeSerializers.MonthDaySerializer();
            case "java.time.OffsetDateTime" -> new TimeSerializers.OffsetDateTimeSerializer();
            case "java.time.OffsetTime" -> new TimeSerializers.OffsetTimeSerializer();
            case "java.time.Period" -> new TimeSerializers.PeriodSerializer();
            case "java.time.Year" -> new TimeSerializers.YearSerializer();
            case "java.time.YearMonth" -> new TimeSerializers.YearMonthSerializer();
            case "java.time.ZoneId" -> new TimeSerializers.ZoneIdSerializer();
            case "java.time.ZoneOffset" -> new TimeSerializers.ZoneOffsetSerializer();
            case "java.time.ZonedDateTime" -> new Leaves.ZonedDateTimeSerializer();
            case "java.util.BitSet" -> new DefaultSerializers.BitSetSerializer();
            case "java.util.Currency" -> new DefaultSerializers.CurrencySerializer();
            case "java.util.Date" -> new DefaultSerializers.DateSerializer();
            case "java.util.Locale" -> new Leaves.LocaleSerializer();
            case "java.util.UUID" -> new DefaultSerializers.UUIDSerializer();
            case "java.util.regex.Pattern" -> new DefaultSerializers.PatternSerializer();
            default -> noValue(name);
        };
    }

    /** An Object, too: a switch all of whose results are serialisers would be one for the JVM, whatever its method returns. */
    private static Object noValue(String name) {
        return new Leaves.NoValueSerializer(name);
    }
}
