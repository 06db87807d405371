/**
 * Processes, shared memory and what they exchange.
 *
 * <p>Kryo is an automatic module, and generated serialisers extend its {@code Serializer}: a user's module must read it
 * without having to say so.
 */
@SuppressWarnings({"requires-transitive-automatic", "requires-automatic"})
module dev.offspring.runtime {
    requires transitive dev.offspring.annotations;
    requires transitive com.esotericsoftware.kryo;
    requires java.logging;
    requires java.management;
    requires static jdk.jfr;
    requires jdk.unsupported;
    requires static org.jspecify;

    exports dev.offspring.channel;
    exports dev.offspring.error;
    exports dev.offspring.memory;
    exports dev.offspring.pool;
    exports dev.offspring.process;
    exports dev.offspring.shared;
    exports dev.offspring.sync;
    exports dev.offspring.wire;

    uses dev.offspring.pool.ContextCarrier;
    uses dev.offspring.wire.TypeRegistry;
}
