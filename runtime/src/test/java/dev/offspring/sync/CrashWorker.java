package dev.offspring.sync;

import dev.offspring.channel.ChannelTypes;
import dev.offspring.memory.CrashPoints;
import dev.offspring.memory.Session;
import dev.offspring.shared.SharedTypes;
import dev.offspring.wire.Types;
import java.time.Duration;
import java.util.List;

/** The process that is halted: session, the operation's enum and name, where, the "go" event, and the operation's things. */
final class CrashWorker {
    private CrashWorker() {}

    private static Scenario scenario(String type, String name) throws ClassNotFoundException {
        for (Object constant : Class.forName(type).getEnumConstants()) {
            if (constant instanceof Scenario scenario && scenario.name().equals(name)) {
                return scenario;
            }
        }
        throw new IllegalArgumentException(type + " has no " + name);
    }

    public static void main(String[] args) throws Exception {
        Session.adopt(args[0]);
        Types.join(ChannelTypes.INSTANCE);
        Types.join(SharedTypes.INSTANCE);
        Scenario operation = scenario(args[1], args[2]);
        String where = args[3];
        if (operation.isOfMeeting()) {
            System.out.println("ready");
            CrashPoints.arm(where);
        }
        List<Object> things = Things.parse(List.of(args).subList(4, args.length));
        List<Object> own = things.subList(1, things.size());
        operation.prepare(own);
        System.out.println("ready");
        if (!((Event) things.getFirst()).await(Duration.ofSeconds(20))) {
            throw new AssertionError("never told to go");
        }
        CrashPoints.arm(where);
        operation.run(own);
        CrashPoints.disarm();
        System.out.println("passed " + String.join(" ", CrashPoints.passed()));
        Runtime.getRuntime().halt(0);
    }
}
