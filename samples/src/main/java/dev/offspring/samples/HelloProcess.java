package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Processes;

/**
 * A child with an argument, its pid and its parent's.
 *
 * <p>Python: {@code p = Process(target=func, args=('hello',)); p.start(); p.join()}, where {@code func} prints its
 * argument, {@code os.getpid()} and {@code os.getppid()}. No guard against running {@code main} again is needed: a child
 * has a main class of its own.
 */
public final class HelloProcess {
    private HelloProcess() {}

    @ProcessTarget
    static void func(String s) {
        long parent = Processes.parent().orElseThrow().pid();
        System.out.println(s + " " + Processes.current().pid() + " " + parent);
    }

    public static void main(String[] args) throws InterruptedException {
        System.out.println(Processes.current().pid());
        System.out.println("main process start...");
        var p = HelloProcessTargets.func("hello").start();
        p.join();
        System.out.println("main process end!");
    }
}
