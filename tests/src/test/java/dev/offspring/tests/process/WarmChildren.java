package dev.offspring.tests.process;

import static dev.offspring.tests.process.WarmStarts.check;
import static dev.offspring.tests.process.WarmStarts.warm;

import dev.offspring.process.ChildBuilder;
import dev.offspring.process.ChildProcess;
import dev.offspring.process.ExitCause;
import dev.offspring.process.Output;
import dev.offspring.process.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program whose children were spares, beside others; its first argument says what of them is looked at. It prints "ok" if all was as it should be. */
final class WarmChildren {
    /** What its own command says: a spare had its name and its main class before it knew whose it would be. */
    private static final Set<String> MUST_DIFFER = Set.of("property offspring.child", "property sun.java.command");

    private WarmChildren() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "same" -> sameLooks();
            case "fates" -> fates();
            case "hook" -> killedInItsHook();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("ok");
    }

    /** The target of a warm child sees what that of a cold one sees, whatever it was started with. */
    private static void sameLooks() throws Exception {
        List<String> kinds = List.of("plain", "variable", "daemon", "isolated");
        List<Map<String, String>> cold = new ArrayList<>();
        for (String kind : kinds) {
            ChildProcess<Map<String, String>> child = looks(kind).start();
            check(!SeenSpares.isSpare(child.pid()), "there are spares");
            cold.add(child.result());
            child.join();
        }
        check("V".equals(cold.get(1).get("variable K")), "the variable is not seen");
        check("true".equals(cold.get(2).get("daemon")), "the daemon is none");
        check(!String.valueOf(cold.get(3).get("shares")).equals("yes 1"), "isolated, and shares");
        Processes.prestart(1);
        for (int i = 0; i < kinds.size(); i++) {
            ChildProcess<Map<String, String>> child = warm(looks(kinds.get(i)));
            Map<String, String> differences = differences(cold.get(i), child.result());
            child.join();
            System.out.println(kinds.get(i) + " differs in " + differences);
            check(differences.keySet().equals(MUST_DIFFER), kinds.get(i) + " differs in " + differences);
        }
    }

    private static ChildBuilder<Map<String, String>> looks(String kind) {
        ChildBuilder<Map<String, String>> child = LooksTargets.look().process();
        return switch (kind) {
            case "variable" -> child.env("K", "V");
            case "daemon" -> child.daemon(true);
            case "isolated" -> child.isolated();
            default -> child;
        };
    }

    private static Map<String, String> differences(Map<String, String> cold, Map<String, String> warm) {
        Map<String, String> found = new TreeMap<>();
        Set<String> names = new TreeSet<>(cold.keySet());
        names.addAll(warm.keySet());
        for (String name : names) {
            String before = String.valueOf(cold.get(name));
            String after = String.valueOf(warm.get(name));
            if (!before.equals(after)) {
                String ignored = found.put(name, before + " -> " + after);
            }
        }
        return found;
    }

    /** How each ends, and what is told of it. */
    private static void fates() throws Exception {
        Processes.prestart(2);
        ChildProcess<Void> terminated = warm(DeedsTargets.sleep(60_000));
        terminated.terminate();
        checkEnd(terminated, -15, new ExitCause.Signalled(15));
        ChildProcess<Void> asked = warm(DeedsTargets.sleep(60_000));
        signal(asked.pid(), "-TERM");
        checkEnd(asked, -15, new ExitCause.Signalled(15));
        checkEnd(warm(DeedsTargets.exit(143)), 143, new ExitCause.Exited(143)); // the same status, and no signal
        ChildProcess<Void> killed = warm(DeedsTargets.sleep(60_000));
        signal(killed.pid(), "-KILL");
        checkEnd(killed, -9, new ExitCause.Signalled(9));
        checkEnd(warm(DeedsTargets.exit(7)), 7, new ExitCause.Exited(7));
        checkEnd(warm(DeedsTargets.halt(3)), 3, new ExitCause.Exited(3));
        Duration limit = Duration.ofMillis(500);
        checkEnd(warm(DeedsTargets.sleep(60_000).timeout(limit)), -15, new ExitCause.TimedOut(limit));
    }

    /** It has said that it exits, and does not: what ends it is the signal that comes after the grace. */
    private static void killedInItsHook() throws Exception {
        Processes.prestart(1);
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        Output lines = Output.lines(said::add);
        warm(DeedsTargets.nothing(), lines).join();
        Set<Long> ready = SeenSpares.awaitReady(1, "\0-Dstdout.encoding=UTF-8\0");
        ChildProcess<Void> hangs =
                DeedsTargets.hangInHook().process().output(lines).start();
        check(ready.contains(hangs.pid()), "no spare serves " + hangs);
        check("hangs".equals(said.poll(20, TimeUnit.SECONDS)), "it has no hook yet");
        hangs.terminate();
        checkEnd(hangs, -9, new ExitCause.Signalled(9));
    }

    private static void checkEnd(ChildProcess<?> child, int code, ExitCause cause) throws InterruptedException {
        check(child.join(Duration.ofSeconds(20)), child + " does not end");
        check(child.exitCause().equals(Optional.of(cause)), child + " and not " + cause);
        check(child.exitCode().getAsInt() == code, child.exitCode() + " of " + child);
    }

    static void signal(long pid, String which) throws Exception {
        int status =
                new ProcessBuilder("kill", which, Long.toString(pid)).start().waitFor();
        check(status == 0, "kill " + which + " " + pid + " gives " + status);
    }
}
