package dev.offspring.processor.targets;

import dev.offspring.processor.Compiled;
import org.junit.jupiter.api.Test;

/** Line and words of messages: at the element that is wrong, with the way to it. */
final class MessagesTest {
    @Test
    void lookalikeDeepInside_isReportedAtTheParameterWithTheWayToIt() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.ProcessTarget;
                        import java.util.List;
                        import java.util.concurrent.BlockingQueue;

                        final class Job {
                            record Line(BlockingQueue<String> queue) {}

                            record Order(List<Line> lines) {}

                            @ProcessTarget
                            static void run(
                                    int count,
                                    Order order) {}
                        }
                        """).hasOnlyError("Order order", """
                        [OFF302] parameter 'order' → Job.Order.lines → Job.Line.queue is of type \
                        java.util.concurrent.BlockingQueue, which works within one process only: the other would get a \
                        copy that nobody else sees
                            fix: use dev.offspring.channel.Queue, whose items every process can put and take""");
    }

    @Test
    void badTimeout_isReportedAtItsValue() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.ProcessTarget;

                        final class Job {
                            @ProcessTarget(
                                    heap = "1g",
                                    timeout = "soon")
                            static void run() {}
                        }
                        """).hasOnlyError("timeout = ", """
                        [OFF107] timeout "soon" of target 'run' is no time: it needs a positive number and a unit
                            fix: write "500ms", "10s", "5m", "1h" or "PT10S\"""");
    }

    @Test
    void resultThatCannotTravel_isReportedAtTheMethod() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.ProcessTarget;

                        final class Job {
                            @ProcessTarget
                            static Thread run() {
                                return Thread.currentThread();
                            }
                        }
                        """).hasOnlyError("static Thread run()", """
                        [OFF302] the result of target 'run' is of type java.lang.Thread, which works within one process \
                        only: the other would get a copy that nobody else sees
                            fix: use dev.offspring.process.ChildProcess in the parent, and pass what the child needs""");
    }

    @Test
    void brokenOwner_doesNotStopTheOthers() {
        Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.ProcessTarget;

                        final class Broken {
                            @ProcessTarget
                            private static void run() {}
                        }
                        """, Sources.GREETER).hasOnlyError("private static void run()", """
                        [OFF101] target 'run' is private: the launcher main, a class of its own, calls it directly
                            fix: leave out private: package-private is enough""");
    }
}
