package dev.offspring.pool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Configures {@code java.util.logging} in a worker, when that is first used there: as it is configured anyway, but what would be
 * written to the console goes to the log of the process that has the pool. For {@code LogManager} alone.
 */
public final class WorkerLogging {
    private static final String HANDLERS = "handlers";
    private static final String CONSOLE = "java.util.logging.ConsoleHandler";

    /** Reads the configuration. */
    public WorkerLogging() throws IOException {
        // A stream of the same bytes with one more line, which wins: storing properties would write a date, and loading
        // what
        // dates need takes a JVM 40 ms.
        Properties properties = new Properties();
        String given = System.getProperty("java.util.logging.config.file");
        Path file =
                given != null ? Path.of(given) : Path.of(System.getProperty("java.home"), "conf", "logging.properties");
        byte[] bytes = Files.readAllBytes(file);
        properties.load(new ByteArrayInputStream(bytes));
        String handlers = properties.getProperty(HANDLERS, "").replace(CONSOLE, ToParent.class.getName());
        String line = "\n\n" + HANDLERS + "=" + handlers + "\n"; // the class names of handlers need no escapes
        LogManager.getLogManager()
                .readConfiguration(new SequenceInputStream(
                        new ByteArrayInputStream(bytes),
                        new ByteArrayInputStream(line.getBytes(StandardCharsets.ISO_8859_1))));
    }

    /** Sends records to the process that has the pool. */
    public static final class ToParent extends Handler {
        private final SimpleFormatter messages = new SimpleFormatter();

        /** With the level that the console would have. */
        public ToParent() {
            String level = LogManager.getLogManager().getProperty(CONSOLE + ".level");
            setLevel(level == null ? Level.INFO : Level.parse(level.trim()));
        }

        @Override
        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                String logger = Objects.requireNonNullElse(record.getLoggerName(), "");
                String message = messages.formatMessage(record);
                if (!WorkerLogs.send(level(record.getLevel()), logger, message, record.getThrown())) {
                    System.err.println(record.getLevel() + ": " + message);
                }
            }
        }

        private static System.Logger.Level level(Level level) {
            int value = level.intValue();
            if (value >= Level.SEVERE.intValue()) {
                return System.Logger.Level.ERROR;
            }
            if (value >= Level.WARNING.intValue()) {
                return System.Logger.Level.WARNING;
            }
            if (value >= Level.INFO.intValue()) {
                return System.Logger.Level.INFO;
            }
            return value >= Level.FINE.intValue() ? System.Logger.Level.DEBUG : System.Logger.Level.TRACE;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
