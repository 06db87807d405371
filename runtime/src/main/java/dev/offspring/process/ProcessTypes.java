package dev.offspring.process;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.error.TransferException;
import dev.offspring.wire.NeedsNoKryo;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;

/** What does not travel, and why: a child is waited for by the process that started it, and by no other. */
final class ProcessTypes implements TypeRegistry {
    static final ProcessTypes INSTANCE = new ProcessTypes();

    private ProcessTypes() {}

    @Override
    public void register(Types types) {
        types.add(ChildProcess.class, new Refusal());
    }

    private static final class Refusal extends Serializer<AutoCloseable> implements NeedsNoKryo {
        @Override
        public void write(Kryo kryo, Output out, AutoCloseable child) {
            throw new TransferException("a ChildProcess cannot travel: only the process that started it can join it ("
                    + child + "); send its pid(), or let it tell others itself by an event or a queue");
        }

        @Override
        public AutoCloseable read(Kryo kryo, Input in, Class<? extends AutoCloseable> type) {
            throw new TransferException("a ChildProcess cannot travel");
        }
    }
}
