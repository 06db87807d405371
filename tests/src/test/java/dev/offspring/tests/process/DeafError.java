package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** A program with a child, whose standard error takes nothing any more: as a full pipe that nobody reads. */
final class DeafError {
    private DeafError() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        System.setErr(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int each) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                },
                true));
        try (ChildProcess<Void> child = DeedsTargets.sleep(300_000).start()) {
            System.out.println("child " + child.pid());
            child.join();
        }
    }
}
