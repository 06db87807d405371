package dev.offspring.tests.process;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.annotation.Shared;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.Orphan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that share nothing before they have started their first child. */
final class FirstStarts {
    @Shared
    static long count;

    private FirstStarts() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "nothing" -> FirstStartsTargets.nothing().start().join();
            case "children share" -> {
                FirstStartsTargets.countWithChild(true).start().join();
                System.out.println("count " + FirstStartsShared.count());
            }
            case "at once" -> {
                List<ChildProcess<Long>> children = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    children.add(FirstStartsTargets.read().start());
                }
                FirstStartsShared.count(7);
                long sum = 0;
                for (ChildProcess<Long> child : children) {
                    sum += child.result() >= 0 ? 1 : 0;
                }
                System.out.println("children " + sum + ", count " + FirstStartsShared.count());
            }
            case "kept" -> {
                var _ = FirstStartsTargets.countLater(args[1])
                        .process()
                        .orphan(Orphan.KEEP)
                        .start();
                Runtime.getRuntime().halt(0);
            }
            case "isolated first" -> {
                FirstStartsTargets.nothing().process().isolated().start().join();
                TimeUnit.MILLISECONDS.sleep(500);
                System.out.println("read " + FirstStartsTargets.read().start().result());
            }
            case "dies" -> {
                var child = FirstStartsTargets.read().start();
                System.out.println("child " + child.pid());
                Runtime.getRuntime().halt(0);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    @ProcessTarget
    static void nothing() {}

    @ProcessTarget
    static long read() {
        return FirstStartsShared.count();
    }

    @ProcessTarget
    static void countWithChild(boolean hasChild) throws InterruptedException {
        if (hasChild) {
            FirstStartsTargets.countWithChild(false).start().join();
        }
        FirstStartsShared.count(FirstStartsShared.count() + 1);
    }

    @ProcessTarget
    static void countLater(String file) throws Exception {
        TimeUnit.MILLISECONDS.sleep(300);
        FirstStartsShared.count(FirstStartsShared.count() + 1);
        Files.writeString(Path.of(file), "count " + FirstStartsShared.count());
    }
}
