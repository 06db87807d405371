package dev.offspring.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offspring.error.RemoteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Property: every exception arrives, and reading one never fails. */
class ThrowablesTest {
    static Throwable trip(Throwable thrown) {
        Encoder out = new Encoder();
        Throwables.write(out, thrown);
        return Throwables.read(new Decoder(out.toBytes()));
    }

    @Test
    void usual_arriveAsThemselvesWithFramesAndCauses() {
        Exception thrown = new IllegalStateException("outer", new IOException("inner"));
        thrown.addSuppressed(new StackOverflowError());
        Throwable back = trip(thrown);
        assertThat(back).isExactlyInstanceOf(IllegalStateException.class).hasMessage("outer");
        assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
        assertThat(back.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("inner");
        assertThat(back.getSuppressed()[0]).isExactlyInstanceOf(StackOverflowError.class);
        for (Throwable next : new Throwable[] {
            new UncheckedIOException(new IOException("x")),
            new AssertionError("a"),
            new NullPointerException(),
            new ExceptionInInitializerError("s"),
            new OutOfMemoryError(),
            new Own("m", 5),
            new RuntimeException((String) null)
        }) {
            Throwable own = trip(next);
            if (!(next instanceof Own)) {
                assertThat(own).isExactlyInstanceOf(next.getClass());
            }
            assertThat(own.getMessage()).isEqualTo(next.getMessage());
        }
    }

    @Test
    void withoutAUsualConstructor_arriveAsStandIns() {
        assertThat(trip(new Own("m", 5))).isInstanceOf(RemoteException.class).hasToString(Own.class.getName() + ": m");
    }

    @Test
    void ofAClassThatIsMissingHere_arriveAsStandIns() {
        Encoder out = new Encoder();
        out.writeString("elsewhere.NoSuchException");
        out.writeString("gone");
        out.writeVarInt(0, true);
        out.writeBoolean(false);
        out.writeVarInt(0, true);
        assertThat(Throwables.read(new Decoder(out.toBytes())))
                .isInstanceOf(RemoteException.class)
                .hasToString("elsewhere.NoSuchException: gone");
    }

    @Test
    void hostile_arriveCutToSize() {
        Throwable back = trip(new Hostile());
        assertThat(back).isInstanceOf(RuntimeException.class);
        Exception first = new Exception("a");
        Exception second = new Exception("b", first);
        first.initCause(second);
        assertThat(trip(first)).cause().hasNoCause();
        Throwable chain = new Exception("x".repeat(10_000_000));
        for (int i = 0; i < 10_000; i++) {
            chain = new Exception("n", chain);
        }
        Encoder out = new Encoder();
        Throwables.write(out, chain);
        assertThat(out.position()).isLessThan(20_000_000);
        assertThat(Throwables.read(new Decoder(out.toBytes()))).isNotNull();
    }

    @Test
    void values_travelAsExceptions() {
        assertThat(Trip.any(new Own("m", 1))).isInstanceOf(RemoteException.class);
        assertThat(Trip.any(new IOException("m"))).isExactlyInstanceOf(IOException.class);
    }

    static final class Own extends Exception {
        private static final long serialVersionUID = 1L;

        Own(String message, int code) {
            super(message);
            assertThat(code).isPositive();
        }
    }

    @SuppressWarnings("OverrideThrowableToString")
    static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException();
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            throw new IllegalStateException();
        }

        @Override
        public String toString() {
            throw new IllegalStateException();
        }
    }
}
