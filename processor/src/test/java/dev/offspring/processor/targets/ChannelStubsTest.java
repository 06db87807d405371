package dev.offspring.processor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.processor.Compiled;
import dev.offspring.processor.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues, pipes and their ends in the signature of a target, and the factories that are written for their elements. */
final class ChannelStubsTest {
    private static final List<String> STRICT = List.of("-Xlint:all", "-Werror");

    private static final String MARKET = """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.annotation.Shared;
            import dev.offspring.channel.Connection;
            import dev.offspring.channel.Pipe;
            import dev.offspring.channel.Queue;
            import java.util.List;

            public final class Market {
                private Market() {}

                public record Order(int id, String customer) {}

                record Ways(Queue<Color> there, Connection<Order> back) {}

                enum Color { RED, GREEN }

                public sealed interface Figure permits Circle, Square {}

                public record Circle(double r) implements Figure {}

                public record Square(double a) implements Figure {}

                record Pair<A extends Comparable<A>>(A a, A b) {}

                static Queue<Pair<String>> pairs() {
                    return MarketPairQueue.create();
                }

                @Shared private static Queue<Order> inbox = MarketOrderQueue.create();

                @ProcessTarget
                static void sell(Queue<Order> orders, Queue<Figure> figures, Pipe<Order> pipe, Ways ways) {}

                @ProcessTarget
                static void others(
                        Queue<Object> any,
                        Queue<List<Order>> lists,
                        Queue<? super Order> sink,
                        Queue<int[]> arrays,
                        Queue<Pair<String>> pairs,
                        Queue<Queue<Order>> queues,
                        List<Queue<Order>> many,
                        Connection<?> unknown) {}

                @ProcessTarget
                static <T> void generic(Queue<T> queue, T last) {}

                @ProcessTarget
                static Queue<Order> back() {
                    return MarketOrderQueue.bounded(3);
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {"MarketOrderQueue", "MarketOrderPipe", "MarketFigureQueue", "MarketColorQueue", "MarketPairQueue"
            })
    void factories_areGeneratedAsTheyWere(String name) throws IOException {
        Golden.matches("targets/" + name + ".java", Compiled.of(MARKET).generated("demo." + name));
    }

    @Test
    void channelsOfAllKinds_compileWithoutAWarning() {
        Compiled.with(STRICT, MARKET).isClean();
    }

    @Test
    void typesOfOthers_getNoFactories() {
        assertThat(Compiled.of(MARKET).compilation().generatedSourceFiles())
                .noneMatch(file ->
                        file.getName().contains("ObjectQueue") || file.getName().contains("QueueQueue"));
    }

    @Test
    void nameOfFactories_isTaken() {
        hasError("OFF403", Compiled.of("""
                        package demo;

                        import dev.offspring.annotation.ProcessTarget;
                        import dev.offspring.channel.Queue;

                        final class Job {
                            record Order(int id) {}

                            @ProcessTarget
                            static void run(Queue<Order> orders) {}
                        }
                        """, """
                        package demo;

                        final class JobOrderQueue {}
                        """));
    }

    private static void hasError(String code, Compiled compiled) {
        assertThat(compiled.compilation().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage(Locale.ROOT)).startsWith("[" + code + "]"));
    }

    @Test
    void elementThatCannotTravel_isReportedAtTheParameter() {
        hasError("OFF302", Compiled.of("""
                package demo;

                import dev.offspring.annotation.ProcessTarget;
                import dev.offspring.channel.Queue;

                final class Job {
                    @ProcessTarget
                    static void run(Queue<Thread> threads) {}
                }
                """));
    }
}
