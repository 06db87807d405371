package dev.offspring.tests.pool;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.offspring.annotation.ProcessMessage;
import dev.offspring.annotation.ProcessTarget;
import dev.offspring.process.Processes;
import java.io.IOException;

/** It goes off somewhere on its way to a worker and back, in one of several ways. */
@ProcessMessage(serializer = Mine.MineSerializer.class)
record Mine(Place place, Bang bang) {
    enum Place {
        NOWHERE,
        ENCODING_THE_TASK,
        DECODING_THE_TASK,
        RUNNING,
        ENCODING_THE_RESULT,
        DECODING_THE_RESULT
    }

    enum Bang {
        EXCEPTION,
        ERROR,
        EXIT,
        CRASH
    }

    @ProcessTarget
    static Mine carry(Mine mine) {
        mine.tread(Place.RUNNING);
        return mine;
    }

    private void tread(Place where) {
        if (where != place) {
            return;
        }
        switch (bang) {
            case EXCEPTION -> throw new IllegalStateException("bang in " + place);
            case ERROR -> throw new AssertionError("bang in " + place);
            case EXIT -> System.exit(7);
            case CRASH -> {
                try {
                    Deeds.kill();
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Knows the way: a task is encoded by the process that has the pool, and a result by another. */
    static final class MineSerializer extends Serializer<Mine> {
        @Override
        public void write(Kryo kryo, Output out, Mine mine) {
            mine.tread(here(Place.ENCODING_THE_TASK, Place.ENCODING_THE_RESULT));
            out.writeString(mine.place.name());
            out.writeString(mine.bang.name());
        }

        @Override
        public Mine read(Kryo kryo, Input in, Class<? extends Mine> type) {
            Mine mine = new Mine(Place.valueOf(in.readString()), Bang.valueOf(in.readString()));
            mine.tread(here(Place.DECODING_THE_RESULT, Place.DECODING_THE_TASK));
            return mine;
        }

        private static Place here(Place atHome, Place inAWorker) {
            return Processes.current().isRoot() ? atHome : inAWorker;
        }
    }
}
