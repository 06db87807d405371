package dev.offspring.channel;

import dev.offspring.error.QueueShutdownException;
import dev.offspring.memory.Session;
import dev.offspring.shared.SharedIntArray;
import dev.offspring.shared.SharedLongArray;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A process that puts into a queue, or takes from it, in each way there is, until it is killed or told to stop. What it finds wrong
 * it prints, and ends.
 *
 * <pre>
 *  table:  stop | taken by all | … | of each worker that ever was: begun or in hand, put
 *  counts: of each element of each producer, how often it was taken
 * </pre>
 */
final class ChannelStressWorker {
    static final int STOP = 0;
    static final int TAKEN = 1;
    static final int ROWS = 8;
    static final int ROW = 2;
    static final int MOST_ELEMENTS = 1 << 16;
    private static final int MOST_AT_ONCE = 8;
    private static final Duration MOMENT = Duration.ofMillis(5);

    private final Queue<Object> queue;
    private final SharedLongArray table;
    private final SharedIntArray counts;
    private final int worker;
    private final Random random;
    private final Map<Integer, Integer> last = new HashMap<>();

    @SuppressWarnings("unchecked") // as the test has put them together
    private ChannelStressWorker(List<Object> things, int worker, long seed) {
        this.queue = (Queue<Object>) things.get(0);
        this.table = (SharedLongArray) things.get(1);
        this.counts = (SharedIntArray) things.get(2);
        this.worker = worker;
        this.random = new Random(seed);
    }

    /** The arguments of {@link #main}. */
    static String[] arguments(boolean producer, int worker, long seed, Object... things) {
        try (Encoder out = new Encoder()) {
            out.write(Serializers.any(), List.of(things));
            return new String[] {
                Session.current().address().text(),
                producer ? "produce" : "consume",
                Integer.toString(worker),
                Long.toString(seed),
                Base64.getEncoder().encodeToString(out.toBytes())
            };
        }
    }

    @SuppressWarnings("unchecked") // as above
    public static void main(String[] args) throws Exception {
        Session.adopt(args[0]);
        ChannelTypes.join();
        List<Object> things;
        try (Decoder in = new Decoder(Base64.getDecoder().decode(args[4]))) {
            things = (List<Object>) Objects.requireNonNull(in.read(Serializers.any()));
        }
        ChannelStressWorker worker =
                new ChannelStressWorker(things, Integer.parseInt(args[2]), Long.parseLong(args[3]));
        System.out.println("running");
        try {
            if (args[1].equals("produce")) {
                worker.produce();
            } else {
                worker.consume();
            }
        } catch (Throwable wrong) {
            wrong.printStackTrace(System.out);
            Runtime.getRuntime().halt(3);
        }
    }

    private long row() {
        return ROWS + (long) ROW * worker;
    }

    private void produce() throws InterruptedException {
        int next = 0;
        while (table.get(STOP) == 0 && next < MOST_ELEMENTS) {
            int count = random.nextInt(4) == 0 ? Math.min(1 + random.nextInt(20), MOST_ELEMENTS - next) : 1;
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                elements.add(element(next + i));
            }
            table.set(row(), next + count);
            if (count > 1) {
                queue.putAll(elements);
            } else if (random.nextBoolean()) {
                queue.put(elements.getFirst());
            } else {
                while (!queue.offer(elements.getFirst(), MOMENT)) {
                    Thread.onSpinWait();
                }
            }
            next += count;
            table.set(row() + 1, next);
        }
    }

    private List<Object> element(int number) {
        int size = switch (random.nextInt(100)) {
            case 0 -> random.nextInt(200_000);
            case 1, 2, 3 -> random.nextInt(20_000);
            default -> random.nextInt(100);
        };
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) (worker + number));
        return List.of(worker, number, bytes);
    }

    private void consume() throws InterruptedException {
        List<Object> taken = new ArrayList<>();
        while (true) {
            table.set(row(), MOST_AT_ONCE);
            try {
                take(taken);
            } catch (QueueShutdownException end) {
                table.set(row(), 0);
                return;
            }
            for (Object element : taken) {
                record((List<?>) element);
            }
            table.set(row(), 0);
            table.getAndAdd(TAKEN, taken.size());
            taken.clear();
        }
    }

    private void take(List<Object> into) throws InterruptedException {
        Object one = switch (random.nextInt(4)) {
            case 0 -> queue.take();
            case 1 -> queue.poll();
            case 2 -> queue.poll(MOMENT);
            default -> {
                queue.drainTo(into, 1 + random.nextInt(MOST_AT_ONCE), MOMENT);
                yield null;
            }
        };
        if (one != null) {
            into.add(one);
        }
    }

    private void record(List<?> element) {
        int of = (Integer) element.get(0);
        int number = (Integer) element.get(1);
        for (byte one : (byte[]) element.get(2)) {
            if (one != (byte) (of + number)) {
                throw new AssertionError("element " + number + " of " + of + " is torn");
            }
        }
        int before = last.getOrDefault(of, -1);
        if (number <= before) {
            throw new AssertionError("element " + number + " of " + of + " came after " + before);
        }
        last.put(of, number);
        if (counts.addAndGet((long) of * MOST_ELEMENTS + number, 1) > 1) {
            throw new AssertionError("element " + number + " of " + of + " was taken twice");
        }
    }
}
