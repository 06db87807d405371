package dev.offspring.sync;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;
import java.util.function.Function;

/** How locks and the like travel: as handles. */
public final class SyncTypes implements TypeRegistry {
    /** The one there is. */
    public static final SyncTypes INSTANCE = new SyncTypes();

    private SyncTypes() {}

    @Override
    public void register(Types types) {
        types.add(Lock.class, new HandleSerializer<>(Lock::handle, Lock::guardOf));
        types.add(Condition.class, new ConditionSerializer());
        add(types, ReadWriteLock.class, Kinds.READ_WRITE_LOCK, ReadWriteLock::handle, ReadWriteLock::of);
        add(types, Event.class, Kinds.EVENT, event -> event.block().handle(), Event::new);
        add(types, Barrier.class, Kinds.BARRIER, barrier -> barrier.block().handle(), Barrier::new);
        add(
                types,
                CountDownLatch.class,
                Kinds.COUNT_DOWN_LATCH,
                latch -> latch.block().handle(),
                CountDownLatch::new);
        types.add(
                Semaphore.class,
                new HandleSerializer<>(semaphore -> semaphore.block().handle(), SyncTypes::semaphore));
    }

    private static Semaphore semaphore(Block block) {
        boolean owned = block.handle().kind() == Kinds.OWNED_SEMAPHORE;
        return new Semaphore(HandleSerializer.checked(block, owned ? Kinds.OWNED_SEMAPHORE : Kinds.SEMAPHORE));
    }

    private static <T> void add(
            Types types, Class<T> type, int kind, Function<T, Handle> handle, Function<Block, T> make) {
        types.add(type, new HandleSerializer<>(handle, block -> make.apply(HandleSerializer.checked(block, kind))));
    }

    /** A condition is of no use without its lock. */
    private static final class ConditionSerializer extends Serializer<Condition> {
        ConditionSerializer() {
            super(false, true);
        }

        @Override
        public void write(Kryo kryo, Output out, Condition condition) {
            HandleSerializer.write(out, condition.lock().handle());
            HandleSerializer.write(out, condition.block().handle());
        }

        @Override
        public Condition read(Kryo kryo, Input in, Class<? extends Condition> type) {
            Lock lock = Lock.guardOf(HandleSerializer.read(in));
            return new Condition(lock, HandleSerializer.checked(HandleSerializer.read(in), Kinds.CONDITION));
        }
    }
}
