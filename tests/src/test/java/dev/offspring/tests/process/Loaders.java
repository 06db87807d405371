package dev.offspring.tests.process;

import dev.offspring.process.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that are not started as programs are: by a class loader of URLs, by one that keeps its classes in memory, captured. */
final class Loaders {
    private Loaders() {}

    public static void main(String[] args) throws Throwable {
        switch (args[0]) {
            case "urls" -> {
                try (URLClassLoader loader = new URLClassLoader(urls(args[1]), ClassLoader.getPlatformClassLoader())) {
                    runHello(loader, args[2]);
                }
            }
            case "memory" -> {
                try (URLClassLoader files = new URLClassLoader(urls(args[1]), ClassLoader.getPlatformClassLoader())) {
                    runHello(new InMemory(files), args[2]);
                }
            }
            case "growing" -> {
                try (Growing loader = new Growing(urls(args[1]))) {
                    runHello(loader, args[3]);
                    loader.addURL(urls(args[2])[0]);
                    runHello(loader, args[3]);
                }
            }
            case "captured" -> capture(Path.of(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** A host that gets plug-ins while it runs. */
    private static final class Growing extends URLClassLoader {
        Growing(URL[] urls) {
            super(urls, ClassLoader.getPlatformClassLoader());
        }

        @Override
        public void addURL(URL url) {
            super.addURL(url);
        }
    }

    private static URL[] urls(String path) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : path.split(java.io.File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static void runHello(ClassLoader loader, String name) throws Throwable {
        try {
            loader.loadClass("demo.Hello").getMethod("main", String[].class).invoke(null, (Object) new String[] {name});
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void capture(Path file) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(all, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        try (ChildProcess<Void> child = DeedsTargets.speak(3).start()) {
            child.join();
        }
        Files.write(file, all.toByteArray());
    }

    /** Finds the bytes of all of the program's classes elsewhere, and keeps it to itself from where. */
    private static final class InMemory extends ClassLoader {
        private final URLClassLoader files;

        InMemory(URLClassLoader files) {
            super(ClassLoader.getPlatformClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            URL url = files.findResource(name.replace('.', '/') + ".class");
            if (url == null) {
                throw new ClassNotFoundException(name);
            }
            try (var in = url.openStream()) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
