package dev.offspring.process;

import dev.offspring.channel.ChannelTypes;
import dev.offspring.shared.SharedTypes;
import dev.offspring.sync.SyncTypes;
import dev.offspring.wire.TypeRegistry;
import dev.offspring.wire.Types;

/** What the runtime itself has that travels, or says why it does not. Apart, so that a start that sends none of it loads none of it. */
final class OwnTypes implements TypeRegistry {
    static final OwnTypes INSTANCE = new OwnTypes();

    private OwnTypes() {}

    @Override
    public void register(Types types) {
        Types.joinOwn(SyncTypes.INSTANCE);
        Types.joinOwn(SharedTypes.INSTANCE);
        Types.joinOwn(ChannelTypes.INSTANCE);
        Types.joinOwn(ProcessTypes.INSTANCE);
    }
}
