// Written by Offspring from demo.Shop. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.process.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tasks for the targets of {@link Shop}: each method is a call that is ready to run in a process of its own.
 */
@Generated("demo.Shop")
@SuppressWarnings("exports")
public final class ShopTargets {
    private ShopTargets() {
    }

    /**
     * {@link Shop#count(java.util.List, int[])} in another process.
     */
    static Task<Integer> count(List<Shop.Order> orders, int... more) {
        return ShopCountMain.TARGET.call(orders, more);
    }

    /**
     * {@link Shop#draw(demo.Shop.Figure, demo.Shop.Node, Object, demo.Shop.Figure[])} in another process.
     */
    public static Task<Shop.Figure> draw(Shop.Figure figure, Shop.Node node, Object any,
            Shop.Figure[] all) {
        return ShopDrawMain.TARGET.call(figure, node, any, all);
    }

    /**
     * {@link Shop#sorted(java.util.List)} in another process.
     */
    static <T extends Comparable<T>> Task<List<T>> sorted(List<? extends T> items) {
        return ShopSortedMain.TARGET.call(items);
    }

    /**
     * {@link Shop#first(java.util.List[])} in another process.
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Task<T> first(List<T>... items) {
        return ShopFirstMain.TARGET.call(items);
    }

    /**
     * {@link Shop#pair(demo.Shop.Pair, demo.Shop.Pair[])} in another process.
     */
    static Task<Shop.Pair<String, Integer>> pair(Shop.Pair<String, Integer> pair,
            Shop.Pair<?, ?>[] pairs) {
        return ShopPairMain.TARGET.call(pair, pairs);
    }

    /**
     * {@link Shop#group(java.util.Set, demo.Shop.Color, long[], Integer)} in another process.
     */
    static Task<Map<String, List<Shop.Order>>> group(Set<Shop.Order> orders, Shop.Color color,
            long[] x, Integer box) {
        return ShopGroupMain.TARGET.call(orders, color, x, box);
    }

    /**
     * {@link Shop#fail(java.io.IOException)} in another process.
     */
    static Task<Throwable> fail(IOException e) {
        return ShopFailMain.TARGET.call(e);
    }

    /**
     * {@link Shop#byHand(java.nio.file.Path, demo.Shop.Color, char, boolean, Double, String[])} in another process.
     */
    static Task<String> byHand(Path path, Shop.Color color, char c, boolean b, Double d,
            String... rest) {
        return ShopByHandMain.TARGET.call(path, color, c, b, d, rest);
    }

    /**
     * {@link Shop#old(demo.Shop.Color[], String[])} in another process.
     */
    static Task<Optional<Shop.Color>> old(Shop.Color[] colors, String[] names) {
        return ShopOldMain.TARGET.call(colors, names);
    }
}
