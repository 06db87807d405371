package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;
import dev.offspring.shared.SharedText;

/**
 * Text in shared memory, as a value and as a shared global.
 *
 * <p>Python: {@code str_val = Value(c_char_p, b"Hello World")}. That shares a pointer, which is good for nothing in
 * another process; here the bytes themselves are shared, up to the length that was asked for.
 */
public final class SharedString {
    /** At most 64 bytes of UTF-8. */
    @Shared(length = 64)
    static String greeting = "Hello World";

    private SharedString() {}

    @ProcessTarget
    static void answer(SharedText text) {
        System.out.println("child: " + text.get() + ", " + SharedStringShared.greeting());
        text.set("Hello Parent");
        SharedStringShared.greeting("Hello again");
    }

    public static void main(String[] args) throws InterruptedException {
        try (var text = SharedText.create(64)) {
            text.set("Hello World");
            SharedStringTargets.answer(text).start().join();
            System.out.println("parent: " + text.get() + ", " + SharedStringShared.greeting());
        }
    }
}
