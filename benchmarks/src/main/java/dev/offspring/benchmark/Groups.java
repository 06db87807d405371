package dev.offspring.benchmark;

import java.util.List;

/** What is compared. A goal is a ratio (above 1, ours is better), or a bound of a figure without a peer. */
final class Groups {
    private static final int STARTS = 15;
    private static final int MANY = 100;
    private static final int ADDS = 20_000_000;
    private static final int PYTHON_ADDS = 300_000;
    private static final int PYTHON_SUMMED = 10_000_000;

    private static final int LOCKS = 5_000_000;
    private static final int PYTHON_LOCKS = 500_000;
    private static final int LOCKS_MADE = 200_000;
    private static final int GUARDED_ADDS = 500_000;
    private static final int PING_PONGS = 10_000;
    private static final int PYTHON_PING_PONGS = 3_000;
    private static final int PARTIES = 4;
    private static final int PASSES = 1_000;
    private static final int WAITERS = 64;

    private static final int ITEMS = 1_000_000;
    private static final int PYTHON_ITEMS = 100_000;
    private static final int PRODUCERS = 4;
    private static final int RAW_MESSAGES = 2_000_000;
    private static final int TRIPS = 50_000;
    private static final int PYTHON_TRIPS = 10_000;
    private static final int LONG_BYTES = 1 << 20;
    private static final int ECHOES = 400;
    private static final int PYTHON_ECHOES = 100;

    private static final int POOL_WORKERS = 2;
    private static final int MAPPED_ONE_BY_ONE = 200_000;
    private static final int MAPPED = 1_000_000;
    private static final int PYTHON_MAPPED_ONE_BY_ONE = 50_000;
    private static final int CALLS = 10_000;
    private static final int PYTHON_CALLS = 3_000;
    private static final int SUBMITS = 20_000;
    private static final int POOLS = 10;
    private static final int SCALED_LIMIT = 60_000;

    private static final String CACHE = "-Doffspring.cache=target/class-caches";

    static final Group START = new Group(
            "start",
            List.of(
                    Program.java(StartLoop.class, STARTS),
                    Program.java(StartLoop.class, STARTS, "cached").option(CACHE),
                    Program.python("start_spawn.py", STARTS),
                    Program.java(BareLoop.class, STARTS),
                    Program.java(StartMany.class, MANY).option(CACHE),
                    Program.python("start_many.py", MANY),
                    Program.java(WarmStart.class, STARTS, POOL_WORKERS).option(CACHE),
                    Program.java(StartLoop.class, STARTS, "fast").option(CACHE).option("-Doffspring.start=fast"),
                    Program.java(StartLoop.class, STARTS, "jvm").option(CACHE).option("-Doffspring.start=jvm"),
                    Program.python("start_fork.py", STARTS),
                    Program.python("pool_life.py", POOL_WORKERS, POOLS),
                    Program.java(IdleMemory.class)),
            List.of(
                    Figure.lower(
                                    "start + join of an empty target, cold; CPython `spawn`",
                                    "ours.start",
                                    "python.start",
                                    "ms")
                            .goal(0.6),
                    Figure.lower(
                                    "start + join of an empty target, cold; a bare JVM that prints one line",
                                    "ours.start",
                                    "bare.start",
                                    "ms")
                            .goal(0.45),
                    Figure.lower(
                                    "start + join of an empty target, class-data cache; CPython `spawn`",
                                    "ours.cached.start",
                                    "python.start",
                                    "ms")
                            .goal(1),
                    Figure.lower(
                                    "start + join of an empty target, class-data cache; a bare JVM that prints one line",
                                    "ours.cached.start",
                                    "bare.start",
                                    "ms")
                            .goal(0.8),
                    Figure.lower(
                            "the same with `-Doffspring.start=fast`; CPython `spawn`",
                            "ours.fast.start",
                            "python.start",
                            "ms"),
                    Figure.lower(
                            "the same with `-Doffspring.start=jvm`; CPython `spawn`",
                            "ours.jvm.start",
                            "python.start",
                            "ms"),
                    Figure.lower(
                            "the parent's first start + join; CPython `spawn`", "ours.first", "python.first", "ms"),
                    Figure.lower(
                                    "100 processes one after the other; CPython `spawn`",
                                    "ours.sequence",
                                    "python.sequence",
                                    "ms")
                            .goal(1),
                    Figure.lower("100 processes at once; CPython `spawn`", "ours.crowd", "python.crowd", "ms")
                            .goal(1),
                    Figure.lower(
                                    "warm start to the target's first line; CPython `fork`",
                                    "ours.warm.first",
                                    "python.fork.first",
                                    "ms")
                            .goal(1),
                    Figure.lower(
                                    "warm start + join; CPython `forkserver`",
                                    "ours.warm.start",
                                    "python.forkserver.start",
                                    "ms")
                            .goal(1.5),
                    Figure.lower(
                                    "warm start + join; the kernel ends a killed idle JVM",
                                    "ours.warm.start",
                                    "kernel.reap",
                                    "ms")
                            .goal(0.7),
                    Figure.lower(
                            "one after the other without a pause, to the first line; CPython `fork`",
                            "ours.row.first",
                            "python.fork.row.first",
                            "ms"),
                    Figure.lower(
                            "one after the other without a pause, start + join; CPython `forkserver`",
                            "ours.row.start",
                            "python.forkserver.row.start",
                            "ms"),
                    Figure.lower(
                            "one after the other without a pause, start + join; the kernel ends killed idle JVMs",
                            "ours.row.start",
                            "kernel.row.reap",
                            "ms"),
                    Figure.lower(
                                    "a pool of 2 made of spares, used once and closed; CPython `spawn`",
                                    "ours.warm.pool",
                                    "python.pool",
                                    "ms")
                            .goal(2.5),
                    Figure.lower("resident memory of a spare; a bare idle JVM", "ours.spare", "bare.idle", "MiB")
                            .goal(0.8),
                    Figure.lower("resident memory of an idle child; a bare idle JVM", "ours.idle", "bare.idle", "MiB")
                            .goal(0.8)));

    static final Group SHARED = new Group(
            "shared",
            List.of(
                    Program.java(SharedArrays.class),
                    Program.java(AtomicAdd.class, ADDS),
                    Program.python("atomic_add.py", PYTHON_ADDS),
                    Program.python("shared_sum.py", PYTHON_SUMMED)),
            List.of(
                    Figure.lower("sum of 10 million shared ints; an `int[]`", "ours.sum", "plain.sum", "ms")
                            .goal(0.9),
                    Figure.lower("the same by a loop of `get(i)`; an `int[]`", "ours.loop", "plain.sum", "ms"),
                    Figure.lower("sum of 10 million shared ints; CPython `sum(Array)`", "ours.sum", "python.sum", "ms"),
                    Figure.lower(
                                    "copy 10 million ints into shared memory; `System.arraycopy`",
                                    "ours.copyIn",
                                    "plain.copy",
                                    "ms")
                            .goal(0.8),
                    Figure.lower(
                                    "copy 10 million ints out of shared memory; `System.arraycopy`",
                                    "ours.copyOut",
                                    "plain.copy",
                                    "ms")
                            .goal(0.8),
                    Figure.higher(
                                    "atomic adds from two processes; CPython `Value` under its lock",
                                    "ours.adds",
                                    "python.adds",
                                    "/s")
                            .goal(20)));

    static final Group SYNC = new Group(
            "sync",
            List.of(
                    Program.java(LockLoop.class, LOCKS),
                    Program.python("lock_loop.py", PYTHON_LOCKS),
                    Program.java(GuardedAdd.class, GUARDED_ADDS),
                    Program.python("atomic_add.py", PYTHON_ADDS),
                    Program.java(PingPong.class, PING_PONGS),
                    Program.python("ping_pong.py", PYTHON_PING_PONGS),
                    Program.java(BarrierPasses.class, PARTIES, PASSES),
                    Program.python("barrier_passes.py", PARTIES, PASSES),
                    Program.java(LockMaking.class, LOCKS_MADE),
                    Program.java(IdleWaiters.class, WAITERS)),
            List.of(
                    Figure.lower("lock + unlock that nobody contends; CPython `Lock`", "ours.lock", "python.lock", "ns")
                            .goal(6),
                    Figure.lower("lock + unlock that nobody contends; `ReentrantLock`", "ours.lock", "plain.lock", "ns")
                            .goal(0.6),
                    Figure.higher(
                                    "additions under a lock from two processes; CPython `Value` under its lock",
                                    "ours.guarded",
                                    "python.adds",
                                    "/s")
                            .goal(10),
                    Figure.lower(
                                    "there and back between two processes by a pair of events; CPython `Event`",
                                    "ours.pingpong",
                                    "python.pingpong",
                                    "µs")
                            .goal(3),
                    Figure.lower(
                                    "1,000 passes of a barrier by 4 processes; CPython `Barrier`",
                                    "ours.barrier",
                                    "python.barrier",
                                    "ms")
                            .goal(3),
                    Figure.atLeast("locks made and closed", "ours.locks", "/s", 1_000_000),
                    Figure.atMost("64 processes that wait, together", "ours.idle", "% of a core", 1)));

    static final Group CHANNEL = new Group(
            "channel",
            List.of(
                    Program.java(QueueInts.class, 1, ITEMS),
                    Program.python("queue_takes.py", "Queue", "int", 1, PYTHON_ITEMS),
                    Program.python("queue_takes.py", "SimpleQueue", "int", 1, PYTHON_ITEMS),
                    Program.java(QueueOrders.class, "typed", ITEMS),
                    Program.java(QueueOrders.class, "untyped", ITEMS),
                    Program.python("queue_takes.py", "Queue", "tuple", 1, PYTHON_ITEMS),
                    Program.java(QueueInts.class, PRODUCERS, ITEMS),
                    Program.python("queue_takes.py", "Queue", "int", PRODUCERS, PYTHON_ITEMS),
                    Program.java(RawMessages.class, "single", 16, RAW_MESSAGES),
                    Program.java(RingMessages.class, "single", 16, RAW_MESSAGES),
                    Program.java(RawMessages.class, "single", 64, RAW_MESSAGES),
                    Program.java(RingMessages.class, "single", 64, RAW_MESSAGES),
                    Program.java(RawMessages.class, "batches", 16, RAW_MESSAGES),
                    Program.java(RingMessages.class, "batches", 16, RAW_MESSAGES),
                    Program.java(RawMessages.class, "batches", 64, RAW_MESSAGES),
                    Program.java(RingMessages.class, "batches", 64, RAW_MESSAGES),
                    Program.java(RoundTrip.class, "sleep", TRIPS).option("-Doffspring.spin=0"),
                    Program.java(RoundTrip.class, "spin.apart", TRIPS),
                    Program.python("pipe_trips.py", "trip", PYTHON_TRIPS),
                    Program.java(RoundTrip.class, "sleep.apart", PYTHON_TRIPS).option("-Doffspring.spin=0"),
                    Program.python("pipe_trips.py", "trip.apart", PYTHON_TRIPS),
                    Program.java(Echo.class, LONG_BYTES, ECHOES),
                    Program.python("pipe_echo.py", LONG_BYTES, PYTHON_ECHOES)),
            List.of(
                    Figure.higher(
                                    "boxed ints through a queue; CPython `Queue`",
                                    "ours.ints.1",
                                    "python.Queue.int.1",
                                    "/s")
                            .goal(60),
                    Figure.higher(
                                    "boxed ints through a queue; CPython `SimpleQueue`",
                                    "ours.ints.1",
                                    "python.SimpleQueue.int.1",
                                    "/s")
                            .goal(60),
                    Figure.higher(
                                    "records of four fields through a queue of their type; tuples through CPython `Queue`",
                                    "ours.orders.typed",
                                    "python.Queue.tuple.1",
                                    "/s")
                            .goal(60),
                    Figure.higher(
                            "the same; through `Queue.create()`, which takes everything",
                            "ours.orders.typed",
                            "ours.orders.untyped",
                            "/s"),
                    Figure.higher(
                                    "boxed ints from 4 producers to one consumer; CPython `Queue`",
                                    "ours.ints.4",
                                    "python.Queue.int.4",
                                    "/s")
                            .goal(20),
                    raw(16, "one by one", "single", 0.6),
                    raw(64, "one by one", "single", 0.6),
                    raw(16, "in batches", "batches", 1),
                    raw(64, "in batches", "batches", 1),
                    trip("both sleep", "sleep", "trip", "p50").goal(2),
                    trip("both sleep", "sleep", "trip", "p99"),
                    trip("both sleep", "sleep", "trip", "p99.9"),
                    trip("both sleep, on two cores", "sleep.apart", "trip.apart", "p50"),
                    trip("both sleep, on two cores", "sleep.apart", "trip.apart", "p99"),
                    trip("both sleep, on two cores", "sleep.apart", "trip.apart", "p99.9"),
                    trip("both spin, ours on two cores", "spin.apart", "trip", "p50")
                            .goal(20),
                    trip("both spin, ours on two cores", "spin.apart", "trip", "p99"),
                    trip("both spin, ours on two cores", "spin.apart", "trip", "p99.9"),
                    Figure.lower(
                                    "1 MiB there and back, arrays; CPython `send_bytes`, `recv_bytes`",
                                    "ours.echo.array",
                                    "python.echo.bytes",
                                    "µs")
                            .goal(8),
                    Figure.lower(
                            "1 MiB there and back, memory used again; CPython `send_bytes`, `recv_bytes_into`",
                            "ours.echo.memory",
                            "python.echo.buffer",
                            "µs"),
                    Figure.lower(
                                    "1 MiB there and back, lent; CPython `send_bytes`, `recv_bytes`",
                                    "ours.echo.loan",
                                    "python.echo.bytes",
                                    "µs")
                            .goal(50)));

    static final Group POOL = new Group(
            "pool",
            List.of(
                    Program.java(PoolMap.class, POOL_WORKERS, MAPPED_ONE_BY_ONE, MAPPED),
                    Program.python("pool_map.py", POOL_WORKERS, PYTHON_MAPPED_ONE_BY_ONE, MAPPED),
                    Program.java(PoolCalls.class, POOL_WORKERS, CALLS, SUBMITS),
                    Program.python("pool_calls.py", POOL_WORKERS, PYTHON_CALLS, SUBMITS),
                    Program.java(PoolLife.class, POOL_WORKERS, POOLS).option(CACHE),
                    Program.python("pool_life.py", POOL_WORKERS, POOLS),
                    Program.java(PoolScaling.class, POOL_WORKERS, SCALED_LIMIT),
                    Program.java(PoolMemory.class, POOL_WORKERS),
                    Program.java(IdleMemory.class)),
            List.of(
                    Figure.higher(
                                    "map of a tiny function, one task at a time; CPython `chunksize=1`",
                                    "ours.map.one",
                                    "python.map.one",
                                    "/s")
                            .goal(10),
                    Figure.higher(
                                    "map of a tiny function, as the pool chooses; CPython's automatic `chunksize`",
                                    "ours.map.auto",
                                    "python.map.auto",
                                    "/s")
                            .goal(3),
                    Figure.lower("a call and its result; CPython `Pool.apply`", "ours.call", "python.call", "µs")
                            .goal(8),
                    Figure.higher(
                                    "20,000 tasks submitted, then waited for; CPython `apply_async`",
                                    "ours.submit",
                                    "python.submit",
                                    "/s")
                            .goal(15),
                    Figure.lower(
                                    "a pool of 2 made, used once and closed; CPython `spawn`",
                                    "ours.pool",
                                    "python.pool",
                                    "ms")
                            .goal(0.8),
                    Figure.lower(
                            "the parent's first pool of 2; CPython `spawn`",
                            "ours.pool.first",
                            "python.pool.first",
                            "ms"),
                    Figure.higher(
                                    "speed-up of work for the processors alone by 2 workers; 2 threads of one JVM",
                                    "ours.speedup",
                                    "threads.speedup",
                                    "times")
                            .goal(0.9),
                    Figure.lower(
                            "resident memory of an idle worker; a bare idle JVM", "ours.worker", "bare.idle", "MiB"),
                    Figure.higher(
                            "price of isolation: map, as the pool chooses; threads of `java.util.concurrent`",
                            "ours.map.auto",
                            "threads.map",
                            "/s"),
                    Figure.lower(
                            "price of isolation: a call and its result; threads of `java.util.concurrent`",
                            "ours.call",
                            "threads.call",
                            "µs"),
                    Figure.higher(
                            "price of isolation: 20,000 tasks submitted; threads of `java.util.concurrent`",
                            "ours.submit",
                            "threads.submit",
                            "/s")));

    static final Group CODEC = new Group(
            "codec",
            List.of(Program.java(CodecRound.class).option("--sun-misc-unsafe-memory-access=allow")),
            List.of(Figure.lower(
                            "round trip of a record of four fields, generated serialiser; Kryo's `RecordSerializer`",
                            "ours.codec",
                            "kryo.codec",
                            "ns")
                    .goal(4)));

    private Groups() {}

    private static Figure raw(int bytes, String how, String key, double goal) {
        return Figure.higher(
                        "raw messages of " + bytes + " bytes through a pipe, " + how
                                + "; Agrona's `ManyToOneRingBuffer`",
                        "ours.raw." + key + "." + bytes,
                        "agrona.raw." + key + "." + bytes,
                        "/s")
                .goal(goal);
    }

    private static Figure trip(String how, String ours, String peer, String percentile) {
        return Figure.lower(
                "there and back through a pipe, " + how + ", " + percentile + "; CPython `Pipe`",
                "ours.trip." + ours + "." + percentile,
                "python." + peer + "." + percentile,
                "µs");
    }
}
