package dev.offspring.processor.scan;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of the JDK's types: which the runtime encodes, and which have a counterpart of ours. */
public final class JdkTypes {
    /** Encoded by the runtime; a test holds them against its registry. */
    public static final Set<String> LEAVES = names(
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
            "java.util.OptionalDouble",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.UUID",
            "java.util.regex.Pattern");

    /** Collections that keep their kind. */
    static final Set<String> COLLECTIONS = names(
            "java.util.Collection",
            "java.util.SequencedCollection",
            "java.util.List",
            "java.util.ArrayList",
            "java.util.LinkedList",
            "java.util.Vector",
            "java.util.Stack",
            "java.util.Set",
            "java.util.SequencedSet",
            "java.util.SortedSet",
            "java.util.NavigableSet",
            "java.util.HashSet",
            "java.util.LinkedHashSet",
            "java.util.TreeSet",
            "java.util.EnumSet",
            "java.util.Deque",
            "java.util.ArrayDeque",
            "java.util.PriorityQueue",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.CopyOnWriteArraySet",
            "java.util.concurrent.ConcurrentSkipListSet");

    /** Maps that keep their kind. */
    static final Set<String> MAPS = names(
            "java.util.Map",
            "java.util.SequencedMap",
            "java.util.NavigableMap",
            "java.util.NavigableMap",
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.EnumMap",
            "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentNavigableMap",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.Hashtable",
            "java.util.Properties");

    /** Types that say nothing of what a value is: it goes by its own class. */
    static final Set<String> OPEN = names(
            "java.lang.Object",
            "java.lang.Void",
            "java.lang.Number",
            "java.lang.Comparable",
            "java.lang.CharSequence",
            "java.lang.Record",
            "java.lang.Enum",
            "java.io.Serializable",
            "java.util.Map.Entry");

    /** What can be typed on a command line. */
    static final Set<String> SIMPLE = names(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.io.File",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.net.URI",
            "java.nio.file.Path",
            "java.time.Duration",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.util.UUID");

    private static final String QUEUE = "dev.offspring.channel.Queue, whose items every process can put and take";
    private static final String LOCK = "dev.offspring.sync.Lock, which every process can hold";
    private static final String CONNECTION = "dev.offspring.channel.Pipe and pass one of its ends";
    private static final String POOL = "dev.offspring.pool.Pool in the process that has it, and pass what it computes";
    private static final String CHILD =
            "dev.offspring.process.ChildProcess in the parent, and pass what the child needs";
    private static final String RESULT = "the value itself: the child starts when it is there";
    private static final String LIST = "a List of the elements";

    private static final Map<String, String> LOOKALIKES = Map.ofEntries(
            Map.entry("java.util.Queue", QUEUE),
            Map.entry("java.util.concurrent.BlockingQueue", QUEUE),
            Map.entry("java.util.concurrent.BlockingDeque", QUEUE),
            Map.entry("java.util.concurrent.TransferQueue", QUEUE),
            Map.entry("java.util.concurrent.ArrayBlockingQueue", QUEUE),
            Map.entry("java.util.concurrent.LinkedBlockingQueue", QUEUE),
            Map.entry("java.util.concurrent.LinkedBlockingDeque", QUEUE),
            Map.entry("java.util.concurrent.LinkedTransferQueue", QUEUE),
            Map.entry("java.util.concurrent.PriorityBlockingQueue", QUEUE),
            Map.entry("java.util.concurrent.SynchronousQueue", QUEUE),
            Map.entry("java.util.concurrent.DelayQueue", QUEUE),
            Map.entry("java.util.concurrent.ConcurrentLinkedQueue", QUEUE),
            Map.entry("java.util.concurrent.ConcurrentLinkedDeque", QUEUE),
            Map.entry("java.util.concurrent.Exchanger", CONNECTION),
            Map.entry("java.util.concurrent.SubmissionPublisher", QUEUE),
            Map.entry("java.util.concurrent.locks.Lock", LOCK),
            Map.entry("java.util.concurrent.locks.ReentrantLock", LOCK),
            Map.entry("java.util.concurrent.locks.ReadWriteLock", LOCK),
            Map.entry("java.util.concurrent.locks.ReentrantReadWriteLock", LOCK),
            Map.entry("java.util.concurrent.locks.StampedLock", LOCK),
            Map.entry("java.util.concurrent.locks.Condition", "dev.offspring.sync.Lock and its newCondition()"),
            Map.entry("java.util.concurrent.Semaphore", "dev.offspring.sync.Semaphore"),
            Map.entry(
                    "java.util.concurrent.CountDownLatch", "dev.offspring.sync.Event, or Barrier to wait for several"),
            Map.entry("java.util.concurrent.CyclicBarrier", "dev.offspring.sync.Barrier"),
            Map.entry("java.util.concurrent.Phaser", "dev.offspring.sync.Barrier"),
            Map.entry("java.util.concurrent.atomic.AtomicBoolean", "dev.offspring.shared.SharedBoolean"),
            Map.entry("java.util.concurrent.atomic.AtomicInteger", "dev.offspring.shared.SharedInt"),
            Map.entry("java.util.concurrent.atomic.AtomicLong", "dev.offspring.shared.SharedLong"),
            Map.entry("java.util.concurrent.atomic.LongAdder", "dev.offspring.shared.SharedLong"),
            Map.entry("java.util.concurrent.atomic.LongAccumulator", "dev.offspring.shared.SharedLong"),
            Map.entry("java.util.concurrent.atomic.DoubleAdder", "dev.offspring.shared.SharedDouble"),
            Map.entry("java.util.concurrent.atomic.DoubleAccumulator", "dev.offspring.shared.SharedDouble"),
            Map.entry("java.util.concurrent.atomic.AtomicIntegerArray", "dev.offspring.shared.SharedIntArray"),
            Map.entry("java.util.concurrent.atomic.AtomicLongArray", "dev.offspring.shared.SharedLongArray"),
            Map.entry(
                    "java.util.concurrent.atomic.AtomicReference",
                    "a class with @Shared fields, or dev.offspring.shared.SharedText for a text"),
            Map.entry("java.lang.foreign.MemorySegment", "one of dev.offspring.shared's arrays, and its segment()"),
            Map.entry("java.lang.Thread", CHILD),
            Map.entry("java.lang.Process", CHILD),
            Map.entry("java.lang.ProcessHandle", "its pid()"),
            Map.entry("java.lang.ThreadLocal", "the value itself"),
            Map.entry("java.util.Timer", POOL),
            Map.entry("java.util.concurrent.Executor", POOL),
            Map.entry("java.util.concurrent.ExecutorService", POOL),
            Map.entry("java.util.concurrent.ScheduledExecutorService", POOL),
            Map.entry("java.util.concurrent.ThreadPoolExecutor", POOL),
            Map.entry("java.util.concurrent.ForkJoinPool", POOL),
            Map.entry("java.util.concurrent.Future", RESULT),
            Map.entry("java.util.concurrent.CompletableFuture", RESULT),
            Map.entry("java.util.concurrent.CompletionStage", RESULT),
            Map.entry("java.io.InputStream", "the file's Path or the bytes, or " + CONNECTION),
            Map.entry("java.io.OutputStream", "the file's Path, or " + CONNECTION),
            Map.entry("java.io.PrintStream", "the file's Path, or " + CONNECTION),
            Map.entry("java.io.Reader", "the file's Path or the text, or " + CONNECTION),
            Map.entry("java.io.Writer", "the file's Path, or " + CONNECTION),
            Map.entry("java.nio.channels.Channel", "the file's Path, or " + CONNECTION),
            Map.entry("java.nio.channels.Pipe", CONNECTION),
            Map.entry("java.net.Socket", "its address and connect in the target, or " + CONNECTION),
            Map.entry("java.net.ServerSocket", "its port and listen in the target, or " + CONNECTION),
            Map.entry("java.sql.Connection", "what it takes to connect, and connect in the target"),
            Map.entry("javax.sql.DataSource", "what it takes to connect, and connect in the target"),
            Map.entry("java.lang.Iterable", LIST),
            Map.entry("java.util.Iterator", LIST),
            Map.entry("java.util.Enumeration", LIST),
            Map.entry("java.util.Spliterator", LIST),
            Map.entry("java.util.stream.Stream", LIST),
            Map.entry("java.util.stream.IntStream", "an int[] of the elements"),
            Map.entry("java.util.stream.LongStream", "a long[] of the elements"),
            Map.entry("java.util.stream.DoubleStream", "a double[] of the elements"));

    private JdkTypes() {}

    /** What to use instead of a type that looks as if it worked between processes; null if it does not look so. */
    static @Nullable String counterpart(String name) {
        return LOOKALIKES.get(name);
    }

    private static Set<String> names(String... names) {
        return Stream.of(names).collect(Collectors.toUnmodifiableSet());
    }
}
