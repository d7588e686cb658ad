package io.millrace.local.database;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.dispatch.Listeners;
import io.millrace.function.EntryFunction;
import io.millrace.mapping.Criteria;
import io.millrace.mapping.Deployment;
import io.millrace.source.Checkpoints;
import io.millrace.source.Destination;
import io.millrace.source.EventSink;
import io.millrace.source.EventSource;
import io.millrace.source.EventSourceListener;
import io.millrace.source.LanePool;
import io.millrace.source.SourceState;
import io.millrace.source.SourceTable;
import io.millrace.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads the streams of the local tables and calls the entry function. */
public final class LocalStreams implements SmartLifecycle {

    /**
     * The database reports each write, so that the streams are read at once; only expired items appear without one.
     */
    private static final EventSource.Polling POLLING =
            new EventSource.Polling(Duration.ofMillis(20), Duration.ofSeconds(1));

    private final LocalDynamoDb database;
    private final Deployment.Local local;
    private final EntryFunction entry;
    private final Listeners<EventSourceListener> listeners;
    private final Time time;
    private volatile Map<String, EventSource> sources = Map.of();
    private @Nullable DynamoDbStreamsClient client;
    private @Nullable LanePool pool;

    LocalStreams(
            LocalDynamoDb database,
            Deployment.Local local,
            EntryFunction entry,
            Listeners<EventSourceListener> listeners,
            Time time) {
        this.database = database;
        this.local = local;
        this.entry = entry;
        this.listeners = listeners;
        this.time = time;
        database.onWrite(() -> sources.values().forEach(EventSource::wake));
    }

    @Override
    public void start() {
        if (!database.isThere()) {
            return;
        }
        DynamoDbStreamsClient streams = database.streams();
        client = streams;
        LanePool threads = new LanePool(Math.max(LanePool.USUAL_THREADS, lanes()));
        pool = threads;
        Map<String, EventSource> made = new LinkedHashMap<>();
        database.tables().forEach(table -> made.put(table.id(), source(table, streams, threads)));
        sources = made;
        made.values().forEach(EventSource::start);
    }

    /** As many as can deliver at the same time, since a local stream has one open shard: no table waits for another. */
    private int lanes() {
        return database.tables().stream()
                .mapToInt(table -> table.source().parallelizationFactor())
                .sum();
    }

    private EventSource source(Deployment.Table table, DynamoDbStreamsClient streams, LanePool threads) {
        EventSink sink = new EventSink(entry::applyFromStream, destination(table), checkpoints(), listeners, time);
        return new EventSource(sourceTable(table), sink, POLLING, streams, threads);
    }

    /** The source of a table, which delivers the records that the filters of the generated mapping would pass. */
    private SourceTable sourceTable(Deployment.Table table) {
        Criteria criteria = Criteria.of(table.routes(), table.keys(), table.unmatched(), Criteria.USUAL);
        return new SourceTable(
                table.name(),
                table.localName(),
                table.source(),
                criteria.filter(table.name()),
                records(new NameOfTable(table)));
    }

    private UnaryOperator<DynamodbStreamRecord> records(NameOfTable arn) {
        UnaryOperator<DynamodbStreamRecord> named = record -> {
            record.setEventSourceARN(arn.apply(record.getEventSourceARN()));
            return record;
        };
        return local.other() == null ? named : new LocalRecords(time.clock(), arn);
    }

    private Destination destination(Deployment.Table table) {
        Path directory = local.dataDir() == null ? Path.of("") : local.dataDir();
        return table.source().onFailure() == null
                ? batch -> {}
                : Destination.files(directory.resolve("discarded"), new NameOfTable(table));
    }

    private Checkpoints checkpoints() {
        return local.dataDir() == null
                ? Checkpoints.inMemory()
                : new FileCheckpoints(local.dataDir().resolve("checkpoints"));
    }

    /** The state of reading a table's stream; empty if the table does not exist. */
    public Optional<SourceState> state(String id) {
        return Optional.ofNullable(sources.get(id)).map(EventSource::state);
    }

    /** Completes what has begun, and begins nothing more. */
    @Override
    public void stop() {
        sources.values().forEach(EventSource::stop);
        sources.values().forEach(EventSource::close);
        sources = Map.of();
        if (client != null && pool != null) {
            client.close();
            pool.close();
            client = null;
        }
    }

    @Override
    public boolean isRunning() {
        return client != null;
    }

    /** Starts after the beans that handlers may need, and stops before them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
