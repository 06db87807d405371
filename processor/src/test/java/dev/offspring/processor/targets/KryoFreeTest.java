package dev.offspring.processor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.processor.Compiled;
import org.junit.jupiter.api.Test;

/** Which generated serialisers say that they need no {@code Kryo} object: those of types all of whose fields do without. */
final class KryoFreeTest {
    private static final Compiled TYPES = Compiled.of("""
            package demo;

            import dev.offspring.annotation.ProcessTarget;
            import dev.offspring.channel.Queue;
            import java.net.URI;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;

            final class Job {
                enum Color { RED, GREEN }

                record Leaf(int id, Integer box, String text, long[] numbers, Color color) {}

                record Tree(List<Tree> branches, Map<Color, Leaf> leaves, Optional<Leaf> best, Leaf[] others) {}

                static final class Bean {
                    private double weight;
                    private Leaf leaf;
                }

                record Ways(Queue<Object> queue) {}

                record There(int distance, Back back) {}

                record Back(There there, Object whatever) {}

                record Named(String name, URI uri) {}

                record Box<T>(T content) {}

                record Holder(List<Optional<Named>> named) {}

                @ProcessTarget
                static void run(Tree tree, Bean bean, Ways ways, There there, Holder holder, Box<String> box) {}
            }
            """);

    private static boolean isFree(String type) {
        return TYPES.generated("demo.Job" + type + "Serializer").contains("implements NeedsNoKryo");
    }

    @Test
    void typesOfSimpleFields_needNone() {
        assertThat(isFree("Leaf")).isTrue();
        assertThat(isFree("Bean")).isTrue();
        assertThat(isFree("Ways")).isTrue();
    }

    @Test
    void typeThatConsistsOfItself_needsNone_ifNoneOfItsOthersDoes() {
        assertThat(isFree("Tree")).isTrue();
    }

    @Test
    void typesOfWhatIsLookedUpByItsClass_needOne_andSoDoAllThatConsistOfThem() {
        assertThat(isFree("Named")).isFalse();
        assertThat(isFree("Holder")).isFalse();
        assertThat(isFree("Back")).isFalse();
        assertThat(isFree("There")).isFalse();
        assertThat(isFree("Box")).isFalse();
    }
}
