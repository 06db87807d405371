package dev.offspring.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.TransferException;
import dev.offspring.wire.Trip.Color;
import dev.offspring.wire.Trip.Money;
import dev.offspring.wire.Trip.Node;
import dev.offspring.wire.Trip.Order;
import dev.offspring.wire.Trip.Purse;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Property: what travels arrives equal, and of the same class. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate", "NullAway", "BadImport"})
class RoundTripTest {
    /** Wrapped, so that JUnit does not take an array for several arguments. */
    static Stream<Arguments> arguments() {
        return Stream.concat(values(), containers()).map(value -> Arguments.of(value));
    }

    static Stream<Object> values() {
        LocalDateTime twice = LocalDateTime.of(2026, 10, 25, 2, 30);
        return Stream.of(
                true,
                (byte) -1,
                'ß',
                (short) -2,
                3,
                Long.MIN_VALUE,
                1.5f,
                -0.0,
                Double.NaN,
                "",
                "a",
                "hello",
                "é\uD83D\uDE00\uD800",
                "x".repeat(33),
                "x".repeat(100_000),
                "ü".repeat(50_000),
                new boolean[] {true, false},
                new byte[300_000],
                new char[] {'a'},
                new short[] {1},
                new int[] {1, -1},
                new long[] {1},
                new float[] {1},
                new double[0],
                new String[] {"a", null},
                new String[5_000],
                new int[][] {{1}, {}, null},
                new Object[] {1, "a", null, new String[][] {{"x"}, null}},
                BigInteger.TEN.pow(500).negate(),
                BigInteger.ZERO,
                new BigDecimal("1.50"),
                new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                UUID.randomUUID(),
                URI.create("http://a/b?c#d"),
                Path.of("a/b"),
                new File("/tmp/x"),
                Locale.GERMANY,
                Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"),
                Locale.of("a", "", "b c"),
                StandardCharsets.UTF_16LE,
                BitSet.valueOf(new long[] {5, 9}),
                Currency.getInstance("EUR"),
                ZoneId.of("Europe/Berlin"),
                ZoneOffset.ofHoursMinutes(5, 45),
                Duration.ofNanos(-1),
                Instant.MIN,
                Instant.MAX,
                LocalDate.MIN,
                LocalTime.MAX,
                LocalDateTime.MAX,
                OffsetTime.MAX,
                OffsetDateTime.MAX,
                Year.of(-5),
                YearMonth.of(2026, 2),
                MonthDay.of(2, 29),
                Period.of(-1, 2, -3),
                new Date(5),
                ZonedDateTime.ofLocal(twice, ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(1)),
                ZonedDateTime.ofLocal(twice, ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(2)),
                Optional.empty(),
                Optional.of("a"),
                OptionalInt.of(3),
                OptionalLong.empty(),
                OptionalDouble.of(2),
                DayOfWeek.FRIDAY,
                TimeUnit.DAYS,
                Color.RED,
                Color.GREEN,
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                new Order(1, 2, null, 3),
                new Money(new Order(1, 2, "a", 3)),
                new Money(null),
                new Money(List.of(1)),
                new Node("a", Arrays.asList(new Node("b", List.of()), null)));
    }

    static Stream<Object> containers() {
        TreeMap<String, Integer> sorted = new TreeMap<>(Comparator.reverseOrder());
        sorted.put("a", 1);
        sorted.put("b", 2);
        List<Object> some = Arrays.asList("a", null, 2, List.of(1), null);
        return Stream.of(
                new ArrayList<>(some),
                new LinkedList<>(some),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                some.stream().toList(),
                Collections.unmodifiableList(new ArrayList<>(some)),
                Collections.unmodifiableList(new LinkedList<>(some)),
                Collections.singletonList(null),
                Collections.emptyList(),
                Collections.synchronizedList(new ArrayList<>(some)),
                new Vector<>(some),
                new Stack<>(),
                new CopyOnWriteArrayList<>(some),
                new HashSet<>(some),
                new LinkedHashSet<>(some),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Collections.unmodifiableSet(new HashSet<>(some)),
                Collections.singleton(1),
                Collections.emptySet(),
                Collections.synchronizedSet(new HashSet<>(some)),
                new CopyOnWriteArraySet<>(some),
                new TreeSet<>(List.of(3, 1, 2)),
                sorted.navigableKeySet().descendingSet().isEmpty() ? "" : new TreeSet<>(sorted.keySet()),
                Collections.unmodifiableSortedSet(new TreeSet<>(List.of("b", "a")))
                        .first(),
                new ConcurrentSkipListSet<>(List.of(2, 1)),
                EnumSet.of(Color.RED),
                EnumSet.noneOf(Color.class),
                EnumSet.allOf(Color.class),
                new HashMap<>(Map.of("a", 1)),
                new LinkedHashMap<>(Map.of("a", List.of(1))),
                Map.of(),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
                Collections.singletonMap(null, null),
                Collections.emptyMap(),
                Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))),
                new Hashtable<>(Map.of(1, 2)),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                sorted,
                Collections.unmodifiableNavigableMap(sorted),
                new ConcurrentSkipListMap<>(sorted),
                new EnumMap<>(Map.of(Color.RED, 1)));
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void value_thereAndBack_isEqualAndOfTheSameClass(Object value) {
        Object back = Trip.any(value);
        if (!value.equals(back)) { // which NaN does, but arrays and patterns do not
            assertThat(back).usingRecursiveComparison().isEqualTo(value);
        }
        boolean family = value instanceof List<?> list
                && List.of(0).getClass().getPackage() == list.getClass().getPackage();
        if (!family) {
            assertThat(back).hasSameClassAs(value);
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            assertThat(back).isEqualTo(value);
        }
    }

    @Test
    void collection_thatIsImmutable_staysImmutable() {
        for (List<Object> list : List.<List<Object>>of(
                List.of(1), Stream.of(1, null).map(Object.class::cast).toList())) {
            @SuppressWarnings("unchecked")
            List<Object> back = (List<Object>) Trip.any(list);
            assertThatThrownBy(() -> back.add(1)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void order_ofSortedCollections_isKept() {
        PriorityQueue<String> queue = new PriorityQueue<>(Comparator.reverseOrder());
        queue.addAll(List.of("a", "c", "b"));
        assertThat(((Queue<?>) Trip.any(queue)).remove()).isEqualTo("c");
        assertThatThrownBy(() -> Trip.any(new TreeSet<String>(Comparator.comparingInt(String::length))))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("comparator");
    }

    @Test
    void views_ofMapsAndLists_arriveAsPlainCollections() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);
        assertThat((Collection<?>) Trip.any(map.keySet())).hasToString("[b, a]");
        assertThat((Collection<?>) Trip.any(map.values())).hasToString("[1, 2]");
        assertThat((Collection<?>) Trip.any(new ArrayList<>(List.of(1, 2, 3)).subList(1, 3)))
                .hasToString("[2, 3]");
    }

    @Test
    void pattern_thereAndBack_matchesTheSame() {
        Pattern back = (Pattern) Trip.any(Pattern.compile("a+", Pattern.CASE_INSENSITIVE));
        assertThat(back.matcher("AAA").matches()).isTrue();
    }

    @Test
    void composed_withNulls_areKept() {
        try (Encoder out = new Encoder()) {
            out.write(Serializers.collection(Serializers.STRING), null);
            out.write(Serializers.array(String.class, Serializers.STRING), new String[] {null, "a"});
            out.write(
                    Serializers.map(Serializers.STRING, Serializers.INT),
                    new HashMap<>(Collections.singletonMap("a", null)));
            out.write(Serializers.registered(Path.class), Path.of("x"));
            out.write(Serializers.registered(Money.class), new Money(1));
            out.write(Serializers.INT, null);
            Decoder in = new Decoder(out.toBytes());
            assertThat(in.read(Serializers.collection(Serializers.STRING))).isNull();
            assertThat(in.read(Serializers.array(String.class, Serializers.STRING)))
                    .containsExactly(null, "a");
            assertThat(in.read(Serializers.map(Serializers.STRING, Serializers.INT)))
                    .containsEntry("a", null);
            assertThat(in.read(Serializers.registered(Path.class))).isEqualTo(Path.of("x"));
            assertThat(in.read(Serializers.registered(Money.class))).isEqualTo(new Money(1));
            assertThat(in.read(Serializers.INT)).isNull();
            assertThat(in.position() == in.limit()).isTrue();
        }
    }

    static Stream<Object> refused() {
        Runnable lambda = () -> {};
        return Stream.of(
                new ArrayList<Object>() {},
                new HashMap<Object, Object>() {},
                new AtomicInteger(),
                new LinkedBlockingQueue<>(),
                new Object(),
                lambda,
                new Thread(),
                new BigInteger("1") {},
                new WeakHashMap<>(),
                new ReentrantLockHolder().lock,
                List.of(1, new Thread()),
                Map.of(1, new Thread()));
    }

    static final class ReentrantLockHolder {
        final Object lock = new java.util.concurrent.locks.ReentrantLock();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void value_thatCannotTravel_isRefusedWithTypeAndFix(Object value) {
        assertThatThrownBy(() -> Trip.encode(value))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("cannot be encoded");
    }

    @Test
    void type_thatIsUnknownHere_isNamedWithTheFix() {
        Encoder out = new Encoder();
        out.writeVarInt(TypeIds.of("elsewhere.Unknown"), true);
        assertThatThrownBy(() -> Trip.decode(out.toBytes()))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("@ProcessMessage");
    }

    @Test
    void graph_thatContainsItself_isRefused() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        assertThatThrownBy(() -> Trip.encode(self))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void serialisersOfTheUsersOwn_areGivenAKryo_howeverDeepInWhatNeedsNone() {
        Object deep = List.of(Map.of("key", new Purse(new Money(List.of(new Purse(new Money("text")))))));
        assertThat(Trip.any(deep)).isEqualTo(deep);
        try (Encoder out = new Encoder()) {
            out.write(Serializers.registered(Purse.class), new Purse(new Money(1)));
            Decoder in = new Decoder(out.toBytes());
            assertThat(in.read(Serializers.registered(Purse.class))).isEqualTo(new Purse(new Money(1)));
            assertThat(in.kryo().getSerializer(Money.class)).isInstanceOf(Trip.MoneySerializer.class);
        }
    }

    @Test
    void encoder_afterAFailure_keepsWhatWasWritten() {
        try (Encoder out = new Encoder()) {
            out.writeInt(7);
            assertThatThrownBy(() -> out.write(Serializers.any(), List.of("a", new Thread())))
                    .isInstanceOf(TransferException.class);
            assertThat(out.position()).isEqualTo(4);
        }
    }

    @Test
    void ids_areTheDocumentedHash() {
        assertThat(TypeIds.of("")).isEqualTo(0x811C9DC5 & 0x3FFF_FFFF);
        // One low byte and one high byte, which is 0: a round of FNV-1a each.
        assertThat(TypeIds.of("a")).isEqualTo(0x2B24D044);
    }

    /** Property: any number of threads, also virtual ones, may encode at once. */
    @Test
    void threads_encodingAtOnce_doNotDisturbEachOther() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                Money value = new Money(List.of(new Order(i, i, "n" + i, i), new Money(i)));
                all.add(executor.submit(() -> value.equals(Trip.any(value))));
            }
            for (Future<Boolean> next : all) {
                assertThat(next.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }
}
