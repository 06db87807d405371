package dev.offspring.process;

import dev.offspring.error.StartException;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a child's JVM finds its launcher main: where this JVM has found it.
 *
 * <pre>
 * the class is of …                                  the child is started with
 * ------------------------------------------------   -----------------------------------------------
 * the class path                                     the same class path
 * a module of the module path, or of the image       the same module path, and that module
 * a Spring Boot executable jar                       that jar, by its PropertiesLauncher
 * a URLClassLoader (mvn exec:java, a server)         a class path of its URLs, and those of its parents
 * anything else                                      refused: classPath(...) says where it is
 * </pre>
 */
final class Program {
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private static final String BOOT = "org.springframework.boot.loader.";

    /** Since Spring Boot 3.2, and before. */
    private static final List<String> BOOT_LAUNCHERS =
            List.of(BOOT + "launch.PropertiesLauncher", BOOT + "PropertiesLauncher");

    private final List<String> options = new ArrayList<>();
    private final boolean cached;
    private final boolean asModules;
    private ClassPath path = ClassPath.NONE;
    private boolean launched;
    private boolean fixed = true;
    private String main;

    private Program(String main, boolean cached, boolean asModules) {
        this.main = main;
        this.cached = cached;
        this.asModules = asModules;
    }

    /** {@code classPath} instead of all that, if it is given. */
    static Program of(Class<?> main, @Nullable String classPath) {
        return of(main, classPath, false, false);
    }

    /**
     * {@code cached}: with a class path that a class-data cache can be made of, where there is one; {@code asModules}: and with what of it may
     * be {@linkplain OwnModules modules}.
     */
    static Program of(Class<?> main, @Nullable String classPath, boolean cached, boolean asModules) {
        Program program = new Program(main.getName(), cached, asModules);
        Module module = main.getModule();
        ClassLoader loader = main.getClassLoader();
        if (classPath != null) {
            program.onClassPath(classPath);
        } else if (module.isNamed()
                && !OwnModules.areHere()
                && ModuleLayer.boot().modules().contains(module)) {
            program.inModule(module);
        } else if (loader == null || loader.equals(ClassLoader.getSystemClassLoader())) {
            program.onClassPath(ownClassPath());
        } else {
            program.loadedBy(loader, main);
        }
        return program;
    }

    /** JVM options; a place that depends on the working directory is made absolute, for a child may have another. */
    List<String> options() {
        return options;
    }

    /** {@link ClassPath#NONE} where it is on a module path. */
    ClassPath classPath() {
        return path;
    }

    /** The last words of the command. */
    String main() {
        return main;
    }

    /** Whether it is the same for the same target as long as this process runs; a class loader may grow. */
    boolean isFixed() {
        return fixed;
    }

    /** Whether the same options do for another main class of the class path. */
    boolean runsAnyMain() {
        return !path.text().isEmpty() && !launched;
    }

    private void onClassPath(String classPath) {
        path = cached ? ClassPath.forCache(classPath, asModules) : ClassPath.plain(classPath);
        options.add(NATIVE_ACCESS);
        options.add("--class-path");
        options.add(path.text());
    }

    private void inModule(Module module) {
        Module runtime = Launcher.class.getModule();
        options.add("--enable-native-access=" + (runtime.isNamed() ? runtime.getName() : "ALL-UNNAMED"));
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath != null) { // else it is linked into the runtime image
            options.add("--module-path");
            options.add(absolute(modulePath));
        }
        String classPath = System.getProperty("java.class.path", "");
        if (!classPath.isEmpty()) {
            options.add("--class-path");
            options.add(absolute(classPath));
        }
        options.add("--module");
        main = module.getName() + "/" + main;
    }

    private void loadedBy(ClassLoader loader, Class<?> type) {
        String launcher = bootLauncher(loader);
        if (launcher != null) {
            onClassPath(ownClassPath());
            options.add("-Dloader.main=" + main);
            main = launcher;
            launched = true;
            return;
        }
        fixed = false;
        Set<String> entries = new LinkedHashSet<>();
        for (ClassLoader at = loader;
                at != null && !at.equals(ClassLoader.getSystemClassLoader());
                at = at.getParent()) {
            if (at instanceof URLClassLoader known) {
                for (URL url : known.getURLs()) {
                    entries.add(file(url, type));
                }
            } else if (at.equals(loader)) {
                throw unknown(type, "was loaded by " + loader + ", which does not say from where");
            }
        }
        entries.add(ownClassPath());
        onClassPath(String.join(File.pathSeparator, entries));
    }

    /** The launcher that runs any class of an executable jar; null if the loader is none of Spring Boot's, or reads folders. */
    private static @Nullable String bootLauncher(ClassLoader loader) {
        boolean nested = loader instanceof URLClassLoader known
                && loader.getClass().getName().startsWith(BOOT)
                && List.of(known.getURLs()).stream()
                        .anyMatch(url -> url.toString().startsWith("jar:"));
        if (nested) {
            for (String launcher : BOOT_LAUNCHERS) {
                String resource = launcher.replace('.', '/') + ".class";
                if (ClassLoader.getSystemClassLoader().getResource(resource) != null) {
                    return launcher;
                }
            }
        }
        return null;
    }

    private static String file(URL url, Class<?> type) {
        try {
            if (url.getProtocol().equals("file")) {
                return Path.of(new URI(url.toString().replace(" ", "%20"))).toString();
            }
        } catch (URISyntaxException | RuntimeException e) {
            // As below: no command line can say this.
        }
        throw unknown(type, "was loaded from " + url);
    }

    private static StartException unknown(Class<?> type, String why) {
        return new StartException(
                type.getName() + " " + why
                        + ", so that no other JVM can be told to find it: compile it to files, and name them with classPath(...)");
    }

    private static String ownClassPath() {
        return absolute(System.getProperty("java.class.path", ""));
    }

    private static String absolute(String path) {
        StringBuilder absolute = new StringBuilder();
        for (String entry : path.split(File.pathSeparator, -1)) {
            absolute.append(absolute.isEmpty() ? "" : File.pathSeparator);
            absolute.append(new File(entry).getAbsolutePath());
        }
        return absolute.toString();
    }
}
