package dev.offspring.processor.targets;

/** A program that uses most of what a target may be. */
final class Sources {
    /** The smallest one. */
    static final String GREETER = """
            package demo;

            import dev.offspring.annotation.ProcessTarget;

            public final class Greeter {
                private Greeter() {}

                @ProcessTarget
                static void greet(String name) {
                    System.out.println("hello " + name);
                }
            }
            """;

    static final String SHOP = """
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import java.nio.file.Path;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.Set;

            public final class Shop {
                private Shop() {}

                public record Order(int id, String customer, List<Line> lines, Map<Color, Line> byColor, Optional<Line> best) {}

                public record Line(String text, long amount, double[] parts) {}

                public record Node(int v, Node next) {}

                record Pair<A, B extends Comparable<B>>(A a, List<A> as, List<List<B>> bs, B b) {}

                public enum Color { RED, GREEN }

                public sealed interface Figure permits Circle, Square {}

                public record Circle(double r) implements Figure {}

                public record Square(double a) implements Figure {}

                @ProcessTarget(timeout = "10s", heap = "256m", retries = 2)
                static int count(List<Order> orders, int... more) {
                    return orders.size() + more.length;
                }

                @ProcessTarget
                public static Figure draw(Figure figure, Node node, Object any, Figure[] all) {
                    return figure;
                }

                @ProcessTarget
                static <T extends Comparable<T>> List<T> sorted(List<? extends T> items) throws java.io.IOException {
                    return new ArrayList<>(items);
                }

                @SafeVarargs
                @ProcessTarget
                static <T> T first(List<T>... items) {
                    return items[0].get(0);
                }

                @ProcessTarget
                static Pair<String, Integer> pair(Pair<String, Integer> pair, Pair<?, ?>[] pairs) {
                    return pair;
                }

                @ProcessTarget
                static Map<String, List<Order>> group(Set<Order> orders, Color color, long[] x, Integer box) {
                    return Map.of("all", new ArrayList<>(orders));
                }

                @ProcessTarget
                static Throwable fail(java.io.IOException e) {
                    return e;
                }

                @ProcessTarget
                static String byHand(Path path, Color color, char c, boolean b, Double d, String... rest) {
                    return path + " " + color + c + b + d + rest.length;
                }

                @Deprecated
                @ProcessTarget
                static Optional<Color> old(Color[] colors, String[] names) {
                    return Optional.of(colors[0]);
                }

                public static class Worker {
                    private final int n;
                    protected String name;

                    Worker(int n, String name) {
                        this.n = n;
                        this.name = name;
                    }

                    @ProcessTarget
                    public int run() {
                        return n;
                    }

                    @ProcessTarget(name = "runMore")
                    int run(int worker) {
                        return n + worker;
                    }
                }

                static class Base {
                    private String label = "";

                    String label() {
                        return label;
                    }
                }

                static final class Bean extends Base {
                    private int a;
                    List<String> b = List.of();

                    @ProcessTarget
                    String text() {
                        return label() + a + b;
                    }
                }

                static class Box<T extends Number> {
                    T value;

                    @ProcessTarget
                    T get() {
                        return value;
                    }
                }
            }
            """;

    private Sources() {}
}
