package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Processes;

/**
 * Who is who: pids, parents, the children that are alive, the number of processors.
 *
 * <p>Python: {@code multiprocessing.active_children()}, {@code cpu_count()}, {@code os.getppid()} and {@code __name__},
 * for which the name of the main class stands in.
 */
public final class ActiveChildren {
    private ActiveChildren() {}

    static void info(String title) {
        System.out.println(title);
        System.out.println("module name: " + ActiveChildren.class.getName());
        System.out.println("parent process: "
                + ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L));
        System.out.println("process id: " + Processes.current().pid());
    }

    @ProcessTarget
    static void f(String name) {
        info("function f");
        System.out.println("hello " + name);
    }

    public static void main(String[] args) throws InterruptedException {
        info("main");
        var p = ActiveChildrenTargets.f("bob").start();
        for (var child : Processes.activeChildren()) {
            System.out.println("child process name: " + child.name() + "  id: " + child.pid());
        }
        System.out.println("process ends");
        System.out.println("number of CPU cores: " + Processes.cpuCount());
        p.join();
    }
}
