package dev.offspring.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offspring.error.ClosedHandleException;
import dev.offspring.error.EndOfStreamException;
import dev.offspring.error.OffspringException;
import dev.offspring.error.TransferException;
import dev.offspring.memory.DeadProcess;
import dev.offspring.memory.Heap;
import dev.offspring.memory.Session;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Event;
import dev.offspring.sync.Parties;
import dev.offspring.sync.Scenario;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a process may be at with a channel when it dies, and what must hold for the others then. */
@SuppressWarnings("ImmutableEnumChecker") // a plan is made once, before its constant
public enum ChannelOperation implements Scenario {
    PUT_FIRST(on(Queue::create).runs(queue -> queue.put("new")).leaves(List.of(), List.of("new"))),
    PUT_INTO_THE_NEXT_CHUNK(on(Parts::nearlyFullChunk)
            .runs(queue -> queue.put(Parts.LONG))
            .leaves(Parts.filling(), Parts.filling(Parts.LONG))),
    PUT_INTO_A_SPARE_CHUNK(on(() -> {
                Queue<Object> queue = Queue.create();
                for (int i = 0; i < 2; i++) {
                    Parts.fillChunk(queue);
                    Parts.drain(queue);
                }
                Parts.fillChunk(queue);
                return queue;
            })
            .runs(queue -> {
                queue.put(Parts.LONG);
                queue.put("new");
            })
            .leaves(Parts.filling(), Parts.filling(Parts.LONG), Parts.filling(Parts.LONG, "new"))),
    PUT_LARGE(on(Queue::create).runs(queue -> queue.put(Parts.LARGE)).leaves(List.of(), List.of(Parts.LARGE))),
    PUT_LARGE_INTO_A_SPARE_BLOCK(on(() -> {
                Queue<Object> queue = Queue.create();
                queue.put(Parts.LARGE);
                queue.take();
                return queue;
            })
            .runs(queue -> queue.put(Parts.LARGE))
            .leaves(List.of(), List.of(Parts.LARGE))),
    PUT_A_HANDLE(on(Queue::create).runs(queue -> queue.put(SharedInt.create(7))).then((things, parties) -> {
        Object left = Parts.queue(things).poll();
        if (left instanceof SharedInt value) {
            assertThat(value.get()).isEqualTo(7);
            value.close();
        }
        Parts.check(things, List.of());
    })),
    PUT_WHEN_THERE_IS_ROOM(on(() -> Parts.queueOf(Queue.bounded(1), "old"))
            .runs(queue -> queue.put("new"))
            .meanwhile((things, parties) -> {
                parties.awaitChildWaitsOrDies();
                assertThat(Parts.queue(things).take()).isEqualTo("old");
            })
            .leaves(List.of(), List.of("new"))),
    PUT_AND_DROP_THE_OLDEST(on(() -> Parts.queueOf(Queue.bounded(1, Overflow.DROP_OLDEST), "old"))
            .runs(queue -> queue.put("new"))
            .leaves(List.of("old"), List.of(), List.of("new"))),
    PUT_AND_DROP_THE_NEW(on(() -> Parts.queueOf(Queue.bounded(1, Overflow.DROP_NEWEST), "old"))
            .runs(queue -> queue.put("new"))
            .leaves(List.of("old"))),
    PUT_WHILE_ANOTHER_WAITS(on(Queue::create)
            .first((things, parties) ->
                    parties.startAndAwaitAsleep(() -> Parts.queue(things).take()))
            .runs(queue -> queue.put("new"))
            .then((things, parties) -> {
                Parts.queue(things).put("for the one that waits, unless it has had the other");
                parties.join();
                Parts.drain(Parts.queue(things));
                Parts.check(things, List.of());
            })),
    /** Whoever sleeps finds what the dead one has published, although that has told nobody. */
    PUT_FOR_ONE_WHO_WAITS(on(Queue::create)
            .first((things, parties) -> parties.startAndAwaitAsleep(() -> {
                Queue<Object> queue = Parts.queue(things);
                queue.take();
                queue.shutdown();
            }))
            .runs(queue -> queue.put("new"))
            .then((things, parties) -> {
                Queue<Object> queue = Parts.queue(things);
                if (!queue.isShutdown()) {
                    TimeUnit.MILLISECONDS.sleep(Parts.SLICES_MILLIS);
                }
                if (!queue.isShutdown()) {
                    assertThat(queue.poll()).as("what a sleeper has not seen").isNull();
                    queue.put("another");
                }
                parties.join();
                Parts.checkParts(queue);
            })),
    PUT_AFTER_ONE_WHO_HAD_PUBLISHED(on(() -> {
                Queue<Object> queue = Parts.queueOf(Queue.create(), "first");
                long tail = Parts.word(queue, StreamLayout.TAIL);
                queue.put("second");
                queue.put("third"); // as a batch would: none of them is accounted for
                Parts.set(queue, StreamLayout.TAIL, tail);
                Parts.set(queue, StreamLayout.PUTS, Parts.word(queue, StreamLayout.PUTS) - 2);
                Parts.set(queue, StreamLayout.PRODUCERS, Parts.dead());
                return queue;
            })
            .runs(queue -> queue.put("new"))
            .leaves(List.of("first", "second", "third"), List.of("first", "second", "third", "new"))),
    PUT_AFTER_ONE_WHO_HAD_LINKED(on(() -> {
                Queue<Object> queue = Parts.nearlyFullChunk();
                long tail = Parts.word(queue, StreamLayout.TAIL);
                long chunk = Parts.word(queue, StreamLayout.TAIL_CHUNK);
                long puts = Parts.word(queue, StreamLayout.PUTS);
                queue.put(Parts.LONG);
                long next = Parts.word(queue, StreamLayout.TAIL_CHUNK);
                Words.setRelease(Session.current().memory(), next + Parts.HEADER + StreamLayout.FRAMES, 0);
                Parts.set(queue, StreamLayout.TAIL, tail);
                Parts.set(queue, StreamLayout.TAIL_CHUNK, chunk);
                Parts.set(queue, StreamLayout.PUTS, puts);
                Parts.set(queue, StreamLayout.PRODUCERS, Parts.dead());
                return queue;
            })
            .runs(queue -> queue.put("new"))
            .leaves(Parts.filling(), Parts.filling("new"))),
    TAKE(on(() -> Parts.queueOf(Queue.bounded(3), "first", "second"))
            .runs(queue -> assertThat(queue.take()).isEqualTo("first"))
            .leaves(List.of("first", "second"), List.of("second"))),
    TAKE_AND_LEAVE_A_CHUNK(on(() -> {
                Queue<Object> queue = Parts.nearlyFullChunk();
                queue.put(Parts.LONG);
                queue.put("last");
                while (queue.size() > 2) {
                    queue.take();
                }
                return queue;
            })
            .runs(queue -> assertThat(queue.take()).isEqualTo(Parts.LONG))
            .leaves(List.of(Parts.LONG, "last"), List.of("last"))),
    TAKE_LARGE(on(() -> Parts.queueOf(Queue.create(), Parts.LARGE, "last"))
            .runs(queue -> assertThat(queue.take()).isEqualTo(Parts.LARGE))
            .leaves(List.of(Parts.LARGE, "last"), List.of("last"))),
    TAKE_HUGE(on(() -> Parts.queueOf(Queue.create(), new byte[3 << 20], "last"))
            .runs(Queue::take)
            .then((things, parties) -> {
                Parts.queue(things).take();
                Parts.drain(Parts.queue(things));
                Parts.check(things, List.of());
            })),
    TAKE_A_HANDLE(on(() -> Parts.queueOf(Queue.create(), SharedInt.create(7)))
            .runs(queue -> assertThat(((SharedInt) queue.take()).get()).isEqualTo(7))
            .then((things, parties) -> {
                if (Parts.queue(things).poll() instanceof SharedInt value) {
                    assertThat(value.get()).isEqualTo(7);
                    value.close();
                }
                Parts.check(things, List.of());
            })),
    TAKE_AFTER_WAIT(on(Queue::create)
            .runs(Queue::take)
            .meanwhile((things, parties) -> {
                parties.awaitChildWaitsOrDies();
                Parts.queue(things).put("first");
                Parts.queue(things).put("second");
            })
            .leaves(List.of("first", "second"), List.of("second"))),
    TAKE_WHILE_ANOTHER_WAITS_FOR_ROOM(on(() -> Parts.queueOf(Queue.bounded(1), "first"))
            .first((things, parties) ->
                    parties.startAndAwaitAsleep(() -> Parts.queue(things).put("second")))
            .runs(queue -> assertThat(queue.take()).isEqualTo("first"))
            .then((things, parties) -> {
                Object next = Parts.queue(things).take();
                if (next.equals("first")) {
                    next = Parts.queue(things).take();
                }
                assertThat(next).isEqualTo("second");
                parties.join();
                Parts.check(things, List.of());
            })),
    TAKE_AFTER_ONE_WHO_HAD_GONE_ON(on(() -> {
                Queue<Object> queue = Parts.nearlyFullChunk();
                queue.put("in between, in the first chunk");
                queue.put(Parts.LONG);
                queue.put("last");
                while (queue.size() > 2) {
                    queue.take();
                }
                Parts.set(queue, StreamLayout.HEAD, 2L << StreamLayout.OFFSET_BITS);
                Parts.set(queue, StreamLayout.TAKES, Parts.word(queue, StreamLayout.TAKES) + 1);
                Parts.set(queue, StreamLayout.CONSUMERS, Parts.dead());
                return queue;
            })
            .runs(queue -> assertThat(queue.take()).isEqualTo(Parts.LONG))
            .leaves(List.of(Parts.LONG, "last"), List.of("last"))),
    TAKE_WHAT_IS_CORRUPT(on(() -> {
                Queue<Object> queue = Parts.queueOf(Queue.create(), "first", "second");
                long frame = Parts.word(queue, StreamLayout.TAIL_CHUNK) + Parts.HEADER + StreamLayout.FRAMES;
                Words.setRelease(Session.current().memory(), frame, 0x1234_5678_9ABCL);
                return queue;
            })
            .runs(queue -> assertThatThrownBy(queue::take).isInstanceOf(TransferException.class))
            .then((things, parties) -> {
                try {
                    assertThat(Parts.queue(things).poll()).isNull();
                } catch (TransferException theOtherDidNotGetSoFar) {
                    assertThat(Parts.queue(things).size()).isZero();
                }
                Parts.check(things, List.of());
            })),
    PUT_SEVERAL(on(Queue::create)
            .runs(queue -> queue.putAll(List.of("one", "two", "three")))
            .leaves(List.of(), List.of("one", "two", "three"))),
    TAKE_SEVERAL(on(() -> Parts.queueOf(Queue.create(), "one", "two", "three"))
            .runs(Parts::drain)
            .leaves(List.of("one", "two", "three"), List.of())),
    TAKE_BEHIND_WHAT_LOOKED_LIKE_A_FRAME(on(() -> {
                Queue<Object> queue = Parts.queueOf(Queue.create(), "the first");
                long chunk = Parts.word(queue, StreamLayout.TAIL_CHUNK) + Parts.HEADER + StreamLayout.FRAMES;
                long tail = Parts.word(queue, StreamLayout.TAIL) & StreamLayout.OFFSET_MASK;
                Words.setRelease(
                        Session.current().memory(),
                        chunk + tail,
                        Parts.word(queue, StreamLayout.PUTS) << Integer.SIZE
                                | (StreamLayout.PUBLISHED & 0xFFFF_FFFFL)); // the second, which is empty
                return queue;
            })
            .runs(queue -> {
                assertThat(queue.take()).isEqualTo("the first");
                assertThatThrownBy(queue::poll).isInstanceOf(TransferException.class);
                assertThat(queue.poll()).isNull();
            })
            .then((things, parties) -> Parts.checkBehindWhatIsCorrupt(things))),
    TAKE_BEHIND_A_FRAME_THAT_WAS_SHORTENED(on(() -> {
                Queue<Object> queue = Parts.queueOf(Queue.create(), "the first");
                long frame = Parts.word(queue, StreamLayout.TAIL_CHUNK) + Parts.HEADER + StreamLayout.FRAMES;
                long header = Words.getVolatile(Session.current().memory(), frame);
                Words.setRelease(
                        Session.current().memory(),
                        frame,
                        (header & ~(long) StreamLayout.LENGTH_MASK) | 1); // of a length that is not its own
                return queue;
            })
            .runs(queue -> {
                assertThatThrownBy(queue::take).isInstanceOf(TransferException.class);
                assertThat(queue.poll()).isNull();
            })
            .then((things, parties) -> Parts.checkBehindWhatIsCorrupt(things))),
    SHUT_DOWN_BECAUSE_OF_A_DEATH(on(Queue::create)
            .first((things, parties) -> parties.startAndAwaitAsleep(() -> {
                try {
                    Parts.queue(things).take();
                } catch (OffspringException theEnd) {
                    assertThat(Parts.queue(things).isShutdown()).isTrue();
                }
            }))
            .runs(queue -> queue.shutdownAfter(new DeadChild()))
            .then((things, parties) -> {
                Parts.queue(things).shutdown();
                parties.join();
                assertThat(Parts.queue(things).isShutdown()).isTrue();
            })),
    FINISH_TASKS(on(() -> {
                Queue<Object> queue = Parts.queueOf(Queue.create(), "first", "second");
                queue.take();
                return queue;
            })
            .first((things, parties) ->
                    parties.startAndAwaitAsleep(() -> Parts.queue(things).awaitDone()))
            .runs(queue -> {
                queue.taskDone();
                queue.clear();
            })
            .then((things, parties) -> {
                Queue<Object> queue = Parts.queue(things);
                for (Object _ : Parts.drain(queue)) {
                    queue.taskDone();
                }
                while (!queue.awaitDone(Duration.ZERO)) {
                    queue.taskDone(); // what the dead one had taken
                }
                parties.join();
                Parts.check(things, List.of());
            })),
    MAKE_AND_CLOSE_A_QUEUE(on(Queue::create)
            .runs(queue -> {
                try (Queue<Object> own = Queue.bounded(100)) {
                    own.put(Parts.LARGE);
                    own.put(Parts.LARGE);
                    own.take();
                    own.put(queue);
                }
            })
            .leaves(List.of())),
    CLOSE_WHILE_ANOTHER_WAITS(on(Queue::create)
            .first((things, parties) -> parties.startAndAwaitAsleep(() -> {
                try {
                    Parts.queue(things).take();
                } catch (ClosedHandleException theEnd) {
                    assertThat(Parts.queue(things).toString()).contains("closed");
                }
            }))
            .runs(Queue::close)
            .then((things, parties) -> {
                Parts.queue(things).close();
                parties.join();
            })),
    TALK(on(Queue::create)
            .runs(queue -> {
                try (Pipe<Object> own = Pipe.duplex()) {
                    own.first().send("hello");
                    own.second().receive();
                    MemorySegment few = MemorySegment.ofArray(new byte[10]);
                    own.first().sendBytes(few);
                    own.second().receiveBytes(few);
                    own.first().sendAllBytes(List.of(few, few));
                    own.second()
                            .receiveAllBytes(
                                    bytes -> assertThat(bytes.byteSize()).isEqualTo(10), 2);
                    own.first().sendBytes(MemorySegment.ofArray(Parts.LARGE));
                    try (Message message = own.second().receiveMessage()) {
                        own.second().sendBytes(message);
                    }
                    own.first().receiveBytes();
                    try (Loan loan = own.first().loan(20_000)) {
                        loan.publish();
                    }
                    own.first().loan(20_000).close();
                    queue.put(own.second());
                }
            })
            .then((things, parties) -> {
                if (Parts.queue(things).poll() instanceof Connection<?> end) {
                    assertThat(end.receiveBytes()).hasSize(20_000);
                    assertThatThrownBy(end::receive).isInstanceOf(EndOfStreamException.class);
                    end.close();
                }
                Parts.check(things, List.of());
            })),
    SELECT(on(Queue::create)
            .runs(queue -> assertThat(Select.await(Duration.ofSeconds(10), queue, Event.create()))
                    .containsExactly(queue))
            .meanwhile((things, parties) -> {
                parties.awaitChildWaitsOrDies();
                Parts.queue(things).put("new");
            })
            .leaves(List.of("new"))),
    LEAVE_AN_END(on(Queue::create)) {
        @Override
        public List<Object> make() {
            return ends();
        }

        @Override
        public void before(List<Object> things, Parties parties) throws Exception {
            end(things, 1).close(); // the other process has it too
            parties.startAndAwaitAsleep(() -> awaitTheEnd(end(things, 0)));
        }

        @Override
        public void prepare(List<Object> things) {
            end(things, 0).close();
        }

        @Override
        public void run(List<Object> things) {
            end(things, 1).close();
        }

        @Override
        public void after(List<Object> things, Parties parties) throws Exception {
            parties.join();
            end(things, 0).close();
        }
    },
    /** The process that leaves it does all there is to do: one that waits may find out meanwhile, and do it instead. */
    LEAVE_AN_END_UNSEEN(on(Queue::create)) {
        @Override
        public List<Object> make() {
            return ends();
        }

        @Override
        public void before(List<Object> things, Parties parties) {
            end(things, 1).close();
        }

        @Override
        public void prepare(List<Object> things) {
            end(things, 0).close();
        }

        @Override
        public void run(List<Object> things) {
            end(things, 1).close();
        }

        @Override
        public void after(List<Object> things, Parties parties) throws Exception {
            parties.start(() -> awaitTheEnd(end(things, 0)));
            parties.join();
            Session.current().reap(); // what the dead one leaves would be for the next to do, store by store
            end(things, 0).close();
        }
    };

    private static List<Object> ends() {
        Pipe<Object> pipe = Pipe.duplex();
        return List.of(pipe.first(), pipe.second());
    }

    private static Connection<?> end(List<Object> things, int number) {
        return (Connection<?>) things.get(number);
    }

    private static void awaitTheEnd(Connection<?> end) throws InterruptedException {
        try {
            end.receive();
        } catch (EndOfStreamException theEnd) {
            assertThat(end.poll()).isTrue();
        }
    }

    private final Plan plan;

    ChannelOperation(Plan plan) {
        this.plan = plan;
    }

    private static Plan on(Plan.Make make) {
        return new Plan(make);
    }

    @Override
    public List<Object> make() throws Exception {
        return List.of(plan.make.make());
    }

    @Override
    public boolean isTour() {
        return this == TALK || this == MAKE_AND_CLOSE_A_QUEUE;
    }

    @Override
    public void prepare(List<Object> things) {
        DeadProcess.pretendToLive();
    }

    @Override
    public void before(List<Object> things, Parties parties) throws Exception {
        plan.before.with(things, parties);
    }

    @Override
    public void run(List<Object> things) throws Exception {
        plan.run.run(Parts.queue(things));
    }

    @Override
    public void during(List<Object> things, Parties parties) throws Exception {
        plan.during.with(things, parties);
    }

    @Override
    public void after(List<Object> things, Parties parties) throws Exception {
        plan.after.with(things, parties);
    }

    /** One operation. */
    private static final class Plan {
        private final Make make;
        private Step before = (things, parties) -> {};
        private Run run = queue -> {};
        private Step during = (things, parties) -> {};
        private Step after = (things, parties) -> {};

        interface Make {
            Queue<Object> make() throws Exception;
        }

        interface Run {
            void run(Queue<Object> queue) throws Exception;
        }

        interface Step {
            void with(List<Object> things, Parties parties) throws Exception;
        }

        Plan(Make make) {
            this.make = make;
        }

        Plan first(Step step) {
            before = step;
            return this;
        }

        Plan runs(Run doomed) {
            run = doomed;
            return this;
        }

        Plan meanwhile(Step step) {
            during = step;
            return this;
        }

        Plan then(Step step) {
            after = step;
            return this;
        }

        Plan leaves(List<?>... allowed) {
            return then((things, parties) -> Parts.check(things, allowed));
        }
    }

    private static final class Parts {
        static final String LONG = "x".repeat(7_000);
        static final byte[] LARGE = new byte[100_000];
        static final long HEADER = 128;

        private static final int ITEMS_OF_A_CHUNK = 9;
        /** Longer than anybody sleeps without looking. */
        static final long SLICES_MILLIS = 500;

        private static final Duration PATIENCE = Duration.ofSeconds(5);

        private Parts() {}

        static Queue<Object> queueOf(Queue<Object> queue, Object... elements) throws InterruptedException {
            queue.putAll(List.of(elements));
            return queue;
        }

        /** The next long one goes into the next chunk. */
        static Queue<Object> nearlyFullChunk() throws InterruptedException {
            Queue<Object> queue = Queue.create();
            fillChunk(queue);
            return queue;
        }

        static void fillChunk(Queue<Object> queue) throws InterruptedException {
            for (int i = 0; i < ITEMS_OF_A_CHUNK; i++) {
                queue.put(LONG);
            }
        }

        static List<Object> filling(Object... more) {
            List<Object> all = new ArrayList<>(Collections.nCopies(ITEMS_OF_A_CHUNK, LONG));
            all.addAll(List.of(more));
            return all;
        }

        @SuppressWarnings("unchecked")
        static Queue<Object> queue(List<Object> things) {
            return (Queue<Object>) things.getFirst();
        }

        static List<Object> drain(Queue<Object> queue) {
            List<Object> all = new ArrayList<>();
            queue.drainTo(all);
            return all;
        }

        /** All there is are exceptions, if whoever died had not come across them, and then nothing; the queue is as good as new. */
        static void checkBehindWhatIsCorrupt(List<Object> things) throws InterruptedException {
            for (boolean more = true; more; ) {
                try {
                    more = queue(things).poll() != null;
                } catch (TransferException theOtherDidNotGetSoFar) {
                    more = true;
                }
            }
            check(things, List.of());
        }

        /** What is in the queue is one of these; it is as good as new; and nothing is left of it when it is closed. */
        static void check(List<Object> things, List<?>... allowed) throws InterruptedException {
            Queue<Object> queue = queue(things);
            List<Object> left = drain(queue);
            assertThat(Arrays.stream(allowed).anyMatch(one -> isSame(one, left)))
                    .as("left: %s", describe(left))
                    .isTrue();
            assertThat(queue.size()).isZero();
            for (int i = 0; i < 20; i++) {
                assertThat(queue.offer(i + LONG, PATIENCE)).isTrue();
                assertThat(queue.size()).isEqualTo(1);
                assertThat(queue.poll(PATIENCE)).isEqualTo(i + LONG);
            }
            checkParts(queue);
        }

        static void checkParts(Queue<Object> queue) throws InterruptedException {
            queue.close();
            Session.current().reap();
            DeadProcess.reapUnderPressure();
            // At this moment another may ask for the same dead process, which then looks alive to us.
            for (int i = 0; i < 50 && partsOf(queue) > 0; i++) {
                TimeUnit.MILLISECONDS.sleep(20);
                Session.current().reap();
                DeadProcess.reapUnderPressure();
            }
            assertThat(partsOf(queue)).as("parts of a queue that is closed").isZero();
        }

        private static int partsOf(Queue<Object> queue) {
            return Heap.partsOf(queue.handle().offset(), queue.handle().generation());
        }

        private static boolean isSame(List<?> one, List<?> other) {
            boolean same = one.size() == other.size();
            for (int i = 0; same && i < one.size(); i++) {
                same = one.get(i) instanceof byte[] bytes
                        ? other.get(i) instanceof byte[] others && Arrays.equals(bytes, others)
                        : one.get(i).equals(other.get(i));
            }
            return same;
        }

        private static String describe(List<Object> all) {
            return all.stream()
                    .map(one -> one instanceof String text && text.length() > 20 ? "long" : String.valueOf(one))
                    .toList()
                    .toString();
        }

        static long word(Queue<Object> queue, long at) {
            return Words.getVolatile(Session.current().memory(), queue.handle().offset() + HEADER + at);
        }

        static void set(Queue<Object> queue, long at, long value) {
            Words.setRelease(Session.current().memory(), queue.handle().offset() + HEADER + at, value);
        }

        static long dead() {
            return (long) (DeadProcess.SLOT + 1) << Integer.SIZE | DeadProcess.EPOCH;
        }
    }

    /** One that has put something, and died. */
    private static final class DeadChild implements ChildHandle {
        @Override
        public long pid() {
            return 4711;
        }

        @Override
        public String name() {
            return "producer-1";
        }

        @Override
        public boolean hasEnded() {
            return true;
        }

        @Override
        public CompletableFuture<ChildHandle> onExit() {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public Optional<String> failure() {
            return Optional.of("signal 9 (SIGKILL)");
        }
    }
}
