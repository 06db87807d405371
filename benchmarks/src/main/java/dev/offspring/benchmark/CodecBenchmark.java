package dev.offspring.benchmark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.RecordSerializer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Round trips of a record through a buffer: the generated serialiser and Kryo's own, all else equal. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private final Kryo kryo = new Kryo();
    private final Output output = new Output(256, -1);
    private final Input input = new Input();
    private final Serializer<Trade> reflective = new RecordSerializer<>(Trade.class);
    private final Serializer<Trade> generated = TradeSerializer.INSTANCE;
    private Trade trade = Trade.EXAMPLE;

    @Benchmark
    public Trade generated() {
        return roundTrip(generated);
    }

    @Benchmark
    public Trade reflective() {
        return roundTrip(reflective);
    }

    private Trade roundTrip(Serializer<Trade> serializer) {
        output.reset();
        serializer.write(kryo, output, trade);
        input.setBuffer(output.getBuffer(), 0, output.position());
        return serializer.read(kryo, input, Trade.class);
    }
}
