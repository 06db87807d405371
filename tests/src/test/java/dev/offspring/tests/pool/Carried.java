package dev.offspring.tests.pool;

import dev.offspring.annotation.ProcessMessage;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Calls that travel to an executor that is a pool. */
final class Carried {
    private Carried() {}

    @ProcessMessage
    record Square(int number) implements Callable<Integer> {
        @Override
        public Integer call() {
            return number * number;
        }
    }

    @ProcessMessage
    record Fail(String why) implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            throw new IOException(why);
        }
    }

    @ProcessMessage
    record Sleep(long millis) implements Callable<Integer>, Runnable {
        @Override
        public Integer call() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(millis);
            return 1;
        }

        @Override
        public void run() {
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
