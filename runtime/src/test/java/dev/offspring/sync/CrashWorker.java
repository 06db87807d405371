package dev.offspring.sync;

import dev.offspring.memory.CrashPoints;
import dev.offspring.memory.Session;
import dev.offspring.memory.SessionAddress;
import java.time.Duration;
import java.util.List;

/** The process that is halted: session, operation, where, the "go" event, and the operation's things. */
final class CrashWorker {
    private CrashWorker() {}

    public static void main(String[] args) throws Exception {
        Session.adopt(SessionAddress.parse(args[0]));
        Operation operation = Operation.valueOf(args[1]);
        if (operation == Operation.ATTACH) {
            System.out.println("ready");
            CrashPoints.arm(args[2]);
        }
        List<Object> things = Things.parse(List.of(args).subList(3, args.length));
        List<Object> own = things.subList(1, things.size());
        operation.prepare(own);
        System.out.println("ready");
        if (!((Event) things.getFirst()).await(Duration.ofSeconds(20))) {
            throw new AssertionError("never told to go");
        }
        CrashPoints.arm(args[2]);
        operation.run(own);
        CrashPoints.disarm();
        System.out.println("passed " + String.join(" ", CrashPoints.passed()));
        Runtime.getRuntime().halt(0);
    }
}
