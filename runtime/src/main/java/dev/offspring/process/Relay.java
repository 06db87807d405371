package dev.offspring.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the pumps of one child, which must read on, and its outlets, which may be slow: one thread passes what has
 * been read, in the order in which it was read.
 *
 * <pre>
 * pump (stdout) ─┐                                  ┌─► outlet
 *                ├─► waiting (1 MiB) ─► spill file ─┤
 * pump (stderr) ─┘                                  └─► outlet
 * </pre>
 *
 * <p>The thread begins with the first output, and ends with the last pump.
 */
final class Relay {
    /** How much waits in memory, for each child. */
    private static final int MEMORY_BYTES = 1 << 20;

    /** And at the most, where there is no other place. */
    private static final int MOST_BYTES = 4 * MEMORY_BYTES;

    private static final long LOOK_MILLIS = 100;

    private final String name;
    private final List<Lane> lanes = new ArrayList<>();
    private final Supplier<@Nullable Spill> spills;
    private ArrayDeque<Piece> waiting = new ArrayDeque<>();

    /** What came after the spilled, which the disk did not take. */
    private ArrayDeque<Piece> late = new ArrayDeque<>();

    private long bytesInMemory;
    private @Nullable Spill spill;
    private @Nullable Thread thread;
    private int inlets;
    private boolean passing;

    Relay(String name) {
        this(name, Spill::open);
    }

    /** {@code spills} gives a file to wait in, or null where there is no place for one. */
    Relay(String name, Supplier<@Nullable Spill> spills) {
        this.name = name;
        this.spills = spills;
    }

    /** Lines on their way. */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    record Piece(int stream, byte[] bytes) {}

    /** Where the pieces of one stream go, and how much of them was lost that nobody has been told of. */
    private static final class Lane {
        final Outlet outlet;
        long lostBytes;

        Lane(Outlet outlet) {
            this.outlet = outlet;
        }
    }

    /** For one pump, whose lines go to {@code outlet}. */
    synchronized OutputPump.Taker inlet(Outlet outlet) {
        int stream = lanes.size();
        lanes.add(new Lane(outlet));
        inlets++;
        return new OutputPump.Taker() {
            @Override
            public void take(byte[] lines) {
                offer(new Piece(stream, lines));
            }

            @Override
            public void end() {
                endInlet();
            }
        };
    }

    private synchronized void endInlet() {
        inlets--;
        notifyAll();
    }

    private synchronized void offer(Piece piece) {
        if (!isSpilled(piece)) {
            (spill == null ? waiting : late).addLast(piece);
            bytesInMemory += piece.bytes().length;
            dropOldest();
        }
        if (thread == null) {
            Thread started = new Thread(null, this::run, "offspring-" + name + "-lines");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
        notifyAll();
    }

    private boolean isSpilled(Piece piece) {
        if (spill == null && bytesInMemory < MEMORY_BYTES) {
            return false;
        }
        if (!late.isEmpty()) {
            return false; // a smaller piece may still fit in the file, and would come before those that did not
        }
        Spill file = spill;
        if (file == null) {
            file = spills.get();
            spill = file;
        }
        return file != null && file.write(piece);
    }

    /** Where the disk takes nothing: rather this than a child that waits, or a parent without memory. The end is kept. */
    private void dropOldest() {
        ArrayDeque<Piece> dropped = spill == null ? waiting : late;
        while (bytesInMemory > MOST_BYTES && dropped.size() > 1) {
            Piece oldest = dropped.removeFirst();
            bytesInMemory -= oldest.bytes().length;
            lanes.get(oldest.stream()).lostBytes += oldest.bytes().length;
        }
    }

    private void run() {
        for (Piece piece = next(); piece != null; piece = next()) {
            lanes.get(piece.stream()).outlet.pass(piece.bytes());
        }
    }

    /** Waits for the next piece; null if none will come. */
    private synchronized @Nullable Piece next() {
        passing = false;
        notifyAll();
        while (true) {
            Piece piece = poll();
            if (piece != null) {
                passing = true;
                return piece;
            }
            if (inlets == 0) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                // A consumer of lines may leave its thread interrupted; the lines come all the same.
            }
        }
    }

    private @Nullable Piece poll() {
        Piece piece = waiting.isEmpty() ? spilled() : null;
        if (piece != null) {
            return piece;
        }
        if (spill == null) {
            for (int stream = 0; stream < lanes.size(); stream++) {
                if (lanes.get(stream).lostBytes > 0) {
                    return note(stream);
                }
            }
        }
        piece = waiting.pollFirst();
        bytesInMemory -= piece == null ? 0 : piece.bytes().length;
        return piece;
    }

    /** Says on a stream how much of it was lost there; on a line of its own. */
    private Piece note(int stream) {
        Lane lane = lanes.get(stream);
        String text = "[offspring: " + lane.lostBytes + " bytes of the output of " + name
                + " were lost: its reader was slow, and the temporary folder is full]\n";
        lane.lostBytes = 0;
        return new Piece(stream, ((lane.outlet.isInLine() ? "\n" : "") + text).getBytes(StandardCharsets.UTF_8));
    }

    /** The next from the file; when that is at its end, what came later takes its turn. */
    private @Nullable Piece spilled() {
        Spill file = spill;
        Piece piece = file == null ? null : file.read();
        if (file != null && piece == null) {
            lanes.getFirst().lostBytes += file.lostBytes(); // whose they were stood in the file
            file.close();
            spill = null;
            ArrayDeque<Piece> empty = waiting;
            waiting = late;
            late = empty;
        }
        return piece;
    }

    /**
     * Waits until all that was read has been passed; but no longer when an outlet has taken no line for so long: its reader may
     * be waiting for the very end that waits here.
     */
    synchronized void awaitPassed(long patienceMillis) throws InterruptedException {
        long seen = progress();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (passing || !waiting.isEmpty() || spill != null) {
            wait(LOOK_MILLIS);
            if (progress() != seen) {
                seen = progress();
                deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
            } else if (System.nanoTime() > deadline) {
                return;
            }
        }
    }

    private long progress() {
        long sum = 0;
        for (Lane lane : lanes) {
            sum += lane.outlet.passed();
        }
        return sum;
    }

    /** Whether this thread is the one that passes the lines. */
    synchronized boolean runsHere() {
        return Thread.currentThread().equals(thread);
    }
}
