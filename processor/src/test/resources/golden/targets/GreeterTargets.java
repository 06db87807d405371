// Written by Offspring from demo.Greeter. Changes are lost when that is compiled again.
package demo;

import dev.offspring.annotation.Generated;
import dev.offspring.process.Task;

/**
 * Tasks for the targets of {@link Greeter}: each method is a call that is ready to run in a process of its own.
 */
@Generated("demo.Greeter")
@SuppressWarnings("exports")
public final class GreeterTargets {
    private GreeterTargets() {
    }

    /**
     * {@link Greeter#greet(String)} in another process.
     */
    static Task<Void> greet(String name) {
        return GreeterGreetMain.TARGET.call(name);
    }
}
