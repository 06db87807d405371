package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Parents that end in every way. Prints the pids of its children; the first argument says how it ends. */
final class Parents {
    private Parents() {}

    public static void main(String[] args) throws Exception {
        boolean daemon = List.of(args).contains("daemon");
        ChildProcess<Void> child =
                DeedsTargets.sleepingFamily().process().daemon(daemon).start();
        ChildProcess<Void> other =
                DeedsTargets.hangInHook().process().daemon(daemon).start();
        System.out.println("children " + child.pid() + " " + other.pid());
        if (args[0].equals("wait")) {
            TimeUnit.MINUTES.sleep(5);
        }
        System.in.read();
        switch (args[0]) {
            case "exit" -> System.exit(3);
            case "throw" -> throw new IllegalStateException("the end");
            case "halt" -> Runtime.getRuntime().halt(4);
            default -> System.out.println("main returns");
        }
    }
}
