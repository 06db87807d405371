package dev.offspring.sync;

import dev.offspring.memory.Session;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The other process of a test: has threads that do what the letters on its standard input say. */
final class SyncWorker {
    private final Map<Integer, Doer> hands = new ConcurrentHashMap<>();
    private final Map<String, Object> things = new ConcurrentHashMap<>();
    private final ObjectOutputStream answers;

    private SyncWorker(ObjectOutputStream answers) {
        this.answers = answers;
    }

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        ObjectOutputStream answers = new ObjectOutputStream(System.out);
        answers.flush();
        System.setOut(System.err);
        Session.adopt(args[0]);
        SyncWorker worker = new SyncWorker(answers);
        try (ObjectInputStream letters = new ObjectInputStream(new BufferedInputStream(System.in))) {
            while (true) {
                worker.obey((Letter) letters.readObject());
            }
        } catch (EOFException e) {
            System.exit(0); // the test has ended
        }
    }

    private void obey(Letter letter) {
        switch (letter) {
            case Letter.Order order -> {
                Doer hand = hands.computeIfAbsent(order.hand(), number -> new Doer(order.virtual()));
                var _ = hand.start(() -> order.deed().on(thing(order.shared())))
                        .whenComplete((value, failure) -> answer(order.number(), value, failure));
            }
            case Letter.Interrupt interrupt -> {
                Doer hand = hands.get(interrupt.hand());
                if (hand != null) {
                    hand.interrupt();
                }
            }
            case Letter.Look look -> {
                Doer hand = hands.get(look.hand());
                answer(look.number(), hand != null && hand.isAsleep(), null);
            }
            case Letter.Answer answer -> throw new IllegalStateException("nobody asked for " + answer);
        }
    }

    /** The same object for the same thing, as in a program that was given it once. */
    private Object thing(String shared) {
        return things.computeIfAbsent(shared, Letter::decode);
    }

    private synchronized void answer(int number, @Nullable Object value, @Nullable Throwable failure) {
        try {
            answers.writeObject(new Letter.Answer(number, (Serializable) value, failure));
            answers.reset();
            answers.flush();
        } catch (IOException e) {
            System.exit(1); // the test has ended
        }
    }
}
