package dev.offspring.tests.travel;

import dev.offspring.annotation.ProcessTarget;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Targets that give back what they get. */
final class Post {
    private int stamp;

    @ProcessTarget
    static Order order(Order order) {
        return order;
    }

    @ProcessTarget
    static List<Account> accounts(List<Account> accounts) {
        List<Account> reversed = new ArrayList<>(accounts);
        java.util.Collections.reverse(reversed);
        return reversed;
    }

    @ProcessTarget
    static Object anything(Object thing) {
        return thing;
    }

    @ProcessTarget
    static <T> List<T> twice(T thing) {
        List<T> two = new ArrayList<>();
        two.add(thing);
        two.add(thing);
        return two;
    }

    @ProcessTarget
    static Map<Path, Set<UUID>> library(Map<Path, Set<UUID>> library, Instant when) {
        return library;
    }

    @ProcessTarget(name = "anyThrowable")
    static Throwable anything(Throwable thrown) {
        return thrown;
    }

    /** An instance method: its receiver travels. */
    @ProcessTarget
    int stamped(int by) {
        stamp += by;
        return stamp;
    }

    Post() {}

    static Post withStamp(int stamp) {
        Post post = new Post();
        post.stamp = stamp;
        return post;
    }
}
