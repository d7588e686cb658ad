package io.millrace.local.dynoxide;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB with streams on 127.0.0.1, with one set of tables for all Regions and credentials. It serves any client
 * on this machine. Thread-safe.
 */
public final class Dynoxide implements AutoCloseable {

    private final DataDirectory directory;
    private final Engine engine;
    private final Front front;
    private final Expiry expiry;

    private Dynoxide(DataDirectory directory, Engine engine, Front front, Expiry expiry) {
        this.directory = directory;
        this.engine = engine;
        this.front = front;
        this.expiry = expiry;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @param directory where the tables are stored; {@code null} for in memory
     * @param written called after each request that may have changed an item
     * @throws LocalStartException if it can't start; the message says what to do
     */
    public static Dynoxide start(
            DynoxideProgram program, int port, @Nullable Path directory, InstantSource clock, Runnable written) {
        DataDirectory data = DataDirectory.open(directory);
        try {
            Engine engine = Engine.start(program, data);
            try {
                return start(data, engine, port, clock, written);
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static Dynoxide start(DataDirectory data, Engine engine, int port, InstantSource clock, Runnable written) {
        Backend backend = new Backend(engine::api);
        StreamRegistry registry = StreamRegistry.in(data.path());
        StreamLog log = new StreamLog(new EngineLog(backend), new KeptRecords(data.path()));
        TableStreams streams = new TableStreams(registry, log, backend, clock);
        streams.settle();
        Calls calls = new Calls(
                new ItemCalls(backend, written),
                new TableCalls(backend, streams),
                new StreamCalls(registry, log, clock));
        Front front = Front.listen(port, calls);
        return new Dynoxide(data, engine, front, Expiry.start(engine, calls, written));
    }

    /** The address where it listens. */
    public URI endpoint() {
        return front.endpoint();
    }

    /** Stops it. Stored tables are on the disk. */
    @Override
    public void close() {
        expiry.close();
        front.close();
        engine.close();
        directory.close();
    }
}
