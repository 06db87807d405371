package dev.offspring.pool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
        Properties properties = new Properties();
        String given = System.getProperty("java.util.logging.config.file");
        Path file =
                given != null ? Path.of(given) : Path.of(System.getProperty("java.home"), "conf", "logging.properties");
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        String handlers = properties.getProperty(HANDLERS, "");
        properties.setProperty(HANDLERS, handlers.replace(CONSOLE, ToParent.class.getName()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        properties.store(out, null);
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(out.toByteArray()));
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
