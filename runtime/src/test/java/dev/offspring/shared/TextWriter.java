package dev.offspring.shared;

import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.memory.Session;
import java.util.Random;

/** A process that sets a text without pause until it is killed: each one letter, many times. */
final class TextWriter {
    static final int MOST = 20_000;

    private TextWriter() {}

    public static void main(String[] args) {
        Session.adopt(args[0]);
        Block block = Session.current()
                .attach(new Handle(
                        Session.current().address().nonce(),
                        Long.parseLong(args[1]),
                        Integer.parseInt(args[2]),
                        Kinds.TEXT));
        SharedText text = new SharedText(Cells.of(block));
        Random random = new Random(Long.parseLong(args[3]));
        text.set("first");
        System.out.println("writing");
        while (true) {
            text.set(text(random));
        }
    }

    private static String text(Random random) {
        return String.valueOf((char) ('a' + random.nextInt('z' - 'a' + 1))).repeat(1 + random.nextInt(MOST));
    }
}
