package dev.offspring.processor.shared;

/** Sources of templates. */
final class Templates {
    static final String STATS = """
            package demo;

            import dev.offspring.annotation.Shared;

            public final class Stats {
                @Shared int hits = 5;
                @Shared double mean;
                @Shared(length = 256) long[] histogram = {1, 2, 3};
                @Shared(length = 64) String label = "grün";
                @Shared Point origin = new Point();
                @Shared Point other;
                @Shared static long total = 100;
                @Shared static boolean isOn = true;
                int ordinary = 1;
            }
            """;

    static final String POINT = """
            package demo;

            import dev.offspring.annotation.Shared;

            public class Point {
                @Shared int x = 1;
                @Shared int y = 2;
            }
            """;

    static final String SECRET = """
            package demo;

            import dev.offspring.annotation.Shared;

            final class Secret {
                @Shared private short hits = 7;
                @Shared(length = 8) private String label;
                @Shared private static char letter = 'x';
                @Shared(length = 3) private static int[] three = {7, 8};
            }
            """;

    static final String DOOR = """
            package demo;

            import dev.offspring.annotation.Shared;
            import dev.offspring.sync.Lock;
            import dev.offspring.sync.Semaphore;

            final class Door {
              @Shared static Lock door;
              @Shared static Semaphore places = Semaphore.create(2);
              @Shared private static Lock hidden = Lock.create();
              @Shared static int inside;
            }
            """;

    static final String OUTER = """
            package demo;

            import dev.offspring.annotation.Shared;

            final class Outer {
                static class Inner {
                    @Shared static float ratio = 0.5f;
                    @Shared(length = 8) static String name = "inner";
                    @Shared(length = 2) static byte[] bytes;
                }
            }
            """;

    static final String CELLS = """
            package demo;

            import dev.offspring.annotation.Shared;

            public class Cells {
                @Shared boolean z = true;
                @Shared byte b = 1;
                @Shared char c = 'a';
                @Shared short s = 2;
                @Shared int i = 3;
                @Shared long l = 4;
                @Shared float f = 5;
                @Shared double d = 6;
                @Shared(length = 2) boolean[] zs = {true};
                @Shared(length = 2) byte[] bs = {1};
                @Shared(length = 2) char[] cs = {'a'};
                @Shared(length = 2) short[] ss = {2};
                @Shared(length = 2) int[] is = {3};
                @Shared(length = 2) long[] ls = {4};
                @Shared(length = 2) float[] fs = {5};
                @Shared(length = 2) double[] ds = {6};
            }
            """;

    private Templates() {}
}
