package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;

/** A program that decides itself what Ctrl-C means; it says so before or after it starts its first child. */
final class OwnHandler {
    private OwnHandler() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("before")) {
            handle();
        }
        try (ChildProcess<Void> child = DeedsTargets.sleep(300_000).start()) {
            if (args[0].equals("after")) {
                handle();
            }
            System.out.println("ready");
            TimeUnit.MINUTES.sleep(child.isAlive() ? 5 : 0);
        }
    }

    // By reflection, because the compiler warns of the only interface there is.
    private static void handle() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object own = Proxy.newProxyInstance(
                OwnHandler.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    System.out.println("my own");
                    System.exit(7);
                    return null;
                });
        Object interrupt = signal.getConstructor(String.class).newInstance("INT");
        signal.getMethod("handle", signal, handler).invoke(null, interrupt, own);
    }
}
