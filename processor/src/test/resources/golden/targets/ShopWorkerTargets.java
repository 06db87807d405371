// Written by Offspring from demo.Shop.Worker. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.process.Task;

/**
 * Tasks for the targets of {@link Shop.Worker}: each method is a call that is ready to run in a process of its own.
 */
@Generated("demo.Shop.Worker")
@SuppressWarnings("exports")
public final class ShopWorkerTargets {
    private ShopWorkerTargets() {
    }

    /**
     * {@link Shop.Worker#run()} in another process.
     */
    public static Task<Integer> run(Shop.Worker worker) {
        return ShopWorkerRunMain.TARGET.call(worker);
    }

    /**
     * {@link Shop.Worker#run(int)} in another process.
     */
    static Task<Integer> runMore(Shop.Worker receiver, int worker) {
        return ShopWorkerRunMoreMain.TARGET.call(receiver, worker);
    }
}
