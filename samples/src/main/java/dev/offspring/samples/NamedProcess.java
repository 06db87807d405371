package dev.offspring.samples;

import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Processes;

/**
 * All the parameters of a process.
 *
 * <p>Python: {@code Process(group=None, target=f, name=..., args=('john',), kwargs={...}, daemon=...)}. The target is the
 * method that makes the task, {@code args} are its arguments, checked by the compiler; keyword arguments are the
 * components of a record; name and daemon belong to the process that runs it. There is no {@code group}: Python has it
 * for show.
 */
public final class NamedProcess {
    private NamedProcess() {}

    /** Python's {@code kwargs={'salutation': ..., 'times': ...}}. */
    record Greeting(String salutation, int times) {}

    @ProcessTarget
    static void f(String name) {
        System.out.println("hello " + name);
    }

    @ProcessTarget
    static void greet(String name, Greeting greeting) {
        for (int i = 0; i < greeting.times(); i++) {
            System.out.println(Processes.current().name() + ": " + greeting.salutation() + " " + name);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        NamedProcessTargets.f("john").start().join();

        var greeter = NamedProcessTargets.greet("john", new Greeting("good morning", 2))
                .process()
                .name("greeter")
                .daemon(true)
                .start();
        greeter.join();
        System.out.println(greeter.name() + " was a daemon: " + greeter.isDaemon());
    }
}
