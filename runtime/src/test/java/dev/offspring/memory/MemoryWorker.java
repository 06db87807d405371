package dev.offspring.memory;

import dev.offspring.error.SessionException;
import dev.offspring.memory.Waiting.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The other process of a test: address of the session, what to do, offset and generation of the test's block. */
final class MemoryWorker {
    /** Where the claim lies in the test's block. */
    static final long CLAIM = 64;

    static final long BYTES = 128;

    private MemoryWorker() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length == 0) {
            System.out.println("session " + Session.current().address().text());
            Session.current().arena();
            System.out.println("mapped");
            TimeUnit.MINUTES.sleep(1);
            return;
        }
        SessionAddress address = SessionAddress.parse(args[0]);
        Session.adopt(args[0]);
        Handle handle =
                new Handle(address.nonce(), Long.parseLong(args[2]), Integer.parseInt(args[3]), HeapWorker.KIND);
        Block block = Session.current().attach(handle);
        Slots slots = Session.current().arena().slots();
        System.out.println("slot " + slots.own());
        System.out.println("epoch " + slots.ownEpoch());
        switch (args[1]) {
            case "claim" -> {
                block.claim(CLAIM).acquire();
                System.out.println("claimed");
                TimeUnit.MINUTES.sleep(1);
            }
            case "last" -> {
                System.out.println("attached");
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (block.isOpen() && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                block.detach();
                System.out.println("gone");
            }
            case "turns" -> turns(block, 1, Integer.parseInt(args[4]));
            default -> throw new SessionException("no such work: " + args[1]);
        }
    }

    static String[] arguments(String work, Block block, int rounds) {
        Handle handle = block.handle();
        return new String[] {
            Session.current().address().text(),
            work,
            Long.toString(handle.offset()),
            Integer.toString(handle.generation()),
            Integer.toString(rounds)
        };
    }

    /** Waits until the word counts {@code parity} modulo 2, then counts it up, so that the other process goes on. */
    static void turns(Block block, int parity, int rounds) throws InterruptedException {
        Waiting word = block.waiting(0);
        for (int round = 0; round < rounds; round++) {
            int mine = 2 * round + parity;
            if (mine > 0) {
                Outcome outcome = word.await(mine - 1, TimeUnit.SECONDS.toNanos(20), () -> false);
                if (outcome != Outcome.CHANGED) {
                    throw new AssertionError("round " + round + " of " + parity + ": " + outcome);
                }
            }
            Mapping.INT.setVolatile(block.segment(), 0L, mine + 1);
            word.wakeAll();
        }
    }

    /** How much shared memory this process has mapped that is really there. */
    static long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            String kibibytes = lines.filter(line -> line.startsWith("RssShmem:"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(kibibytes.replaceAll("[^0-9]", "")) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
