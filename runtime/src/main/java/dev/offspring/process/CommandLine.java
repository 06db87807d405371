package dev.offspring.process;

import java.io.File;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command line, taken one by one as the types that a target's parameters have.
 *
 * <p>For generated code alone: a launcher main that is started by hand gets its arguments from it.
 */
public final class CommandLine {
    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.ofEntries(
            Map.entry(String.class, word -> word),
            Map.entry(boolean.class, CommandLine::parseBoolean),
            Map.entry(byte.class, Byte::valueOf),
            Map.entry(short.class, Short::valueOf),
            Map.entry(char.class, CommandLine::parseChar),
            Map.entry(int.class, Integer::valueOf),
            Map.entry(long.class, Long::valueOf),
            Map.entry(float.class, Float::valueOf),
            Map.entry(double.class, Double::valueOf),
            Map.entry(Boolean.class, CommandLine::parseBoolean),
            Map.entry(Byte.class, Byte::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(Character.class, CommandLine::parseChar),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(Float.class, Float::valueOf),
            Map.entry(Double.class, Double::valueOf),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(Path.class, Path::of),
            Map.entry(File.class, File::new),
            Map.entry(URI.class, URI::create),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(LocalDate.class, LocalDate::parse));

    /** No argument of a command may hold this character. */
    private static final String UNSPEAKABLE = "\0";

    private final String[] words;
    private int next;

    CommandLine(String... words) {
        this.words = words.clone();
    }

    /** The words from which a launcher main would read these arguments; null if one of them cannot be said so. */
    static @Nullable List<String> words(List<@Nullable Object> arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument != null && argument.getClass().isArray()) {
                for (int i = 0; i < Array.getLength(argument); i++) {
                    words.add(word(Array.get(argument, i)));
                }
            } else {
                words.add(word(argument));
            }
        }
        return words.stream().anyMatch(word -> word.contains(UNSPEAKABLE)) ? null : words;
    }

    private static String word(@Nullable Object argument) {
        if (argument instanceof Enum<?> constant) {
            return constant.name();
        }
        return argument instanceof Path || (argument != null && PARSERS.containsKey(argument.getClass()))
                ? argument.toString()
                : UNSPEAKABLE;
    }

    /** The next word, as a {@code type}; {@code name} is the parameter that it is for. */
    public Object next(String name, Class<?> type) {
        if (next == words.length) {
            throw new UsageException("<" + name + "> is missing");
        }
        return parse(name, words[next++], type);
    }

    /** All words that are left, as an {@code arrayType}: for a parameter of variable arity. */
    public Object rest(String name, Class<?> arrayType) {
        Class<?> component = Objects.requireNonNull(arrayType.getComponentType(), "arrayType is an array's class");
        Object array = Array.newInstance(component, words.length - next);
        for (int i = 0; next < words.length; i++) {
            Array.set(array, i, parse(name, words[next++], component));
        }
        return array;
    }

    void end() {
        if (next < words.length) {
            throw new UsageException("'" + words[next] + "' is one argument too many");
        }
    }

    private static Object parse(String name, String word, Class<?> type) {
        try {
            if (type.isEnum()) {
                return constant(word, type);
            }
            Function<String, Object> parser = PARSERS.get(type);
            if (parser == null) {
                throw new IllegalArgumentException("no " + type.getName() + " can be read from a command line");
            }
            return parser.apply(word);
        } catch (RuntimeException e) {
            throw new UsageException("<" + name + "> '" + word + "' is no " + type.getSimpleName() + reason(e), e);
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof NumberFormatException || e.getMessage() == null ? "" : ": " + e.getMessage();
    }

    private static Object constant(String word, Class<?> type) {
        StringJoiner names = new StringJoiner(", ");
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (name.equals(word)) {
                return constant;
            }
            names.add(name);
        }
        throw new IllegalArgumentException("it has " + names);
    }

    private static Boolean parseBoolean(String word) {
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        throw new IllegalArgumentException("true or false");
    }

    private static Character parseChar(String word) {
        if (word.length() != 1) {
            throw new IllegalArgumentException("one character");
        }
        return word.charAt(0);
    }

    /** The words are not what the target takes. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }

        UsageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
