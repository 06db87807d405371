package dev.offspring.sync;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.memory.Block;
import dev.offspring.memory.Handle;
import dev.offspring.wire.HandleSerializer;
import dev.offspring.wire.NeedsNoKryo;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;

/** How locks and the like travel: as handles. */
public final class SyncTypes implements TypeRegistry {
    /** The one there is. */
    public static final SyncTypes INSTANCE = new SyncTypes();

    private SyncTypes() {}

    @Override
    public void register(Types types) {
        types.add(Lock.class, new ByKind(Kinds.LOCK));
        types.add(Condition.class, new ConditionSerializer());
        types.add(ReadWriteLock.class, new ByKind(Kinds.READ_WRITE_LOCK));
        types.add(Event.class, new ByKind(Kinds.EVENT));
        types.add(Barrier.class, new ByKind(Kinds.BARRIER));
        types.add(CountDownLatch.class, new ByKind(Kinds.COUNT_DOWN_LATCH));
        types.add(Semaphore.class, new ByKind(Kinds.SEMAPHORE));
    }

    /** For all of them one class, and no lambdas: two for each type would take a booting JVM longer than all the rest of its start. */
    private static final class ByKind extends HandleSerializer<Object> {
        private final int kind;

        ByKind(int kind) {
            this.kind = kind;
        }

        @Override
        protected Handle handle(Object thing) {
            return switch (kind) {
                case Kinds.LOCK -> ((Lock) thing).handle();
                case Kinds.READ_WRITE_LOCK -> ((ReadWriteLock) thing).handle();
                case Kinds.EVENT -> ((Event) thing).block().handle();
                case Kinds.BARRIER -> ((Barrier) thing).block().handle();
                case Kinds.COUNT_DOWN_LATCH -> ((CountDownLatch) thing).block().handle();
                case Kinds.SEMAPHORE -> ((Semaphore) thing).block().handle();
                default -> throw new AssertionError(kind);
            };
        }

        @Override
        protected Object make(Block block) {
            return switch (kind) {
                case Kinds.LOCK -> Lock.guardOf(block);
                case Kinds.READ_WRITE_LOCK -> ReadWriteLock.of(checked(block, kind));
                case Kinds.EVENT -> new Event(checked(block, kind));
                case Kinds.BARRIER -> new Barrier(checked(block, kind));
                case Kinds.COUNT_DOWN_LATCH -> new CountDownLatch(checked(block, kind));
                case Kinds.SEMAPHORE -> semaphore(block);
                default -> throw new AssertionError(kind);
            };
        }

        private static Semaphore semaphore(Block block) {
            boolean owned = block.handle().kind() == Kinds.OWNED_SEMAPHORE;
            return new Semaphore(checked(block, owned ? Kinds.OWNED_SEMAPHORE : Kinds.SEMAPHORE));
        }
    }

    /** A condition is of no use without its lock. */
    private static final class ConditionSerializer extends Serializer<Condition> implements NeedsNoKryo {
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
