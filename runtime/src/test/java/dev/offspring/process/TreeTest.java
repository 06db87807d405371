package dev.offspring.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose pid has been given to somebody else has no descendants any more. */
final class TreeTest {
    @Test
    void descendantsOfAPidThatIsAnothersNow_areLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessHandle alive = root(true, stranger.toHandle());
            assertThat(new Tree(alive).hasLivingDescendants()).isFalse();
            Tree gone = new Tree(root(false, stranger.toHandle()));
            gone.signal(true);
            assertThat(gone.hasLivingDescendants()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
            Tree tree = new Tree(alive);
            tree.signal(true);
            assertThat(stranger.waitFor(Duration.ofSeconds(30))).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void killOfTheRoot_isRemembered() {
        Tree tree = new Tree(root(true));
        tree.signal(false);
        assertThat(tree.hasKilledRoot()).isFalse();
        tree.signal(true);
        assertThat(tree.hasKilledRoot()).isTrue();
        Tree gone = new Tree(root(false));
        gone.signal(true);
        assertThat(gone.hasKilledRoot()).isFalse();
    }

    /** A process that lives or not; to the system, its pid has these descendants. */
    private static ProcessHandle root(boolean alive, ProcessHandle... descendants) {
        return (ProcessHandle) Proxy.newProxyInstance(
                TreeTest.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isAlive", "destroy", "destroyForcibly" -> alive;
                    case "descendants" -> Stream.of(descendants);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
