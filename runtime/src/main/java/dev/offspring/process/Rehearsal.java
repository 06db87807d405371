package dev.offspring.process;

import dev.offspring.channel.Queue;
import dev.offspring.shared.SharedInt;
import dev.offspring.sync.Event;
import dev.offspring.sync.Lock;
import dev.offspring.wire.Decoder;
import dev.offspring.wire.Encoder;
import dev.offspring.wire.Serializers;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a child that does what children do, for a JVM that records which classes that takes. Of the user's classes it loads
 * the launcher main at most, and initialises none.
 */
final class Rehearsal extends Target<@Nullable Void> {
    static final Rehearsal TARGET = new Rehearsal();

    private static final String OWN = "dev/offspring/", CLASS = ".class";

    private Rehearsal() {
        super(Rehearsal.class.getName(), "rehearse", LinkLayout.MAGIC_VALUE);
    }

    /** The process begins here. */
    public static void main(String[] args) throws Throwable {
        if (args.length > 0) {
            prepare(args[0], args[1], Boolean.parseBoolean(args[2]));
        }
        Launcher.launch(TARGET, args);
    }

    private static void prepare(String main, String folders, boolean rehearses) throws Exception {
        if (rehearses) {
            useCollections();
            try (ParentLink link = link("rehearsal")) {
                Target.named(main).rehearse(link.path());
            }
            loadMain(main, folders);
        } else {
            useCollections();
            useKryo();
            useEverything();
            loadMain(main, folders);
            loadEverything();
        }
    }

    @Override
    protected boolean isRehearsed() {
        return true;
    }

    @Override
    protected void rehearse(String file) {}

    /** The link of a child that rehearses. */
    static ParentLink link(String label) {
        return ParentLink.create(
                label, TARGET.fingerprint(), TARGET.task().encodedArguments().toMessage());
    }

    @Override
    protected void encode(Encoder out, @Nullable Object[] arguments) {}

    @Override
    protected @Nullable Object[] decode(Decoder in) {
        return new Object[0];
    }

    @Override
    protected @Nullable Void invoke(@Nullable Object[] arguments) {
        return null;
    }

    /** As arguments of many targets are. */
    private static void useCollections() {
        try (Encoder out = new Encoder()) {
            out.write(Serializers.any(), List.of("a", 1, 2L));
            out.write(Serializers.any(), Map.of("a", Optional.of(1)));
            try (Decoder in = Decoder.ofMessage(out.toMessage())) {
                var _ = in.read(Serializers.any());
                var _ = in.read(Serializers.any());
            }
        }
    }

    /** As serialisers of the user's own do. */
    private static void useKryo() {
        try (Encoder out = new Encoder()) {
            out.kryo().writeClassAndObject(out, "a");
            try (Decoder in = Decoder.ofMessage(out.toMessage())) {
                var _ = in.kryo().readClassAndObject(in);
            }
        }
    }

    /** In a session of its own. */
    private static void useEverything() throws InterruptedException {
        try (SharedInt number = SharedInt.create(1);
                Lock lock = Lock.create();
                Event event = Event.create();
                Queue<Object> queue = Queue.create()) {
            try (var _ = lock.hold()) {
                number.addAndGet(1);
            }
            boolean ignored = event.await(Duration.ofMillis(1));
            queue.put(List.of("a", 1, 2L));
            var _ = queue.take();
        }
    }

    /**
     * The launcher main that children of this class path were started with. If it is in a folder, it is not on the class path of this
     * process, whose classes are to be cached; but those of the JDK that read folders are.
     */
    private static void loadMain(String main, String folders) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String folder : folders.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                urls.add(new File(folder).toURI().toURL());
            }
        }
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), Rehearsal.class.getClassLoader())) {
            load(main, loader);
            var _ = loader.findResource(""); // what reads a folder
        }
    }

    /** The runtime's classes. */
    private static void loadEverything() throws IOException {
        ClassLoader loader = Rehearsal.class.getClassLoader();
        URL own = loader.getResource(Rehearsal.class.getName().replace('.', '/') + CLASS);
        String place = String.valueOf(own);
        if (!place.startsWith("jar:")) {
            return;
        }
        try (JarFile jar =
                new JarFile(new File(URI.create(place.substring("jar:".length(), place.lastIndexOf("!/")))))) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(OWN) && name.endsWith(CLASS))
                    .forEach(name -> load(
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'), loader));
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class<?> ignored = Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // It is not in the part of the class path that is cached, or needs what is not there.
        }
    }
}
