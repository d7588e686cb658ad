package io.millrace.local.database;

import io.millrace.change.Change;
import io.millrace.dispatch.Time;
import io.millrace.function.EntryFunction;
import io.millrace.routing.filter.FilterPattern;
import io.millrace.source.Checkpoints;
import io.millrace.source.Destination;
import io.millrace.source.EventSource;
import io.millrace.source.EventSourceListener;
import io.millrace.source.Polling;
import io.millrace.source.SourceState;
import io.millrace.source.SourceTable;
import io.millrace.source.Target;
import io.millrace.template.Criteria;
import io.millrace.template.Deployment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The database on this machine, the tables of the configuration in it, and their streams, which drive the entry function. */
public final class LocalDynamoDb implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");

    /** The database tells of each write, so that the streams are asked at once; only expired items come by themselves. */
    private static final Polling POLLING = new Polling(Duration.ofMillis(20), Duration.ofSeconds(1));

    private final Deployment deployment;
    private final EntryFunction entry;
    private final EventSourceListener listener;
    private final Time time;
    private final Map<String, EventSource> sources = new LinkedHashMap<>();
    private volatile List<EventSource> reading = List.of();
    private Map<String, String> problems = Map.of();
    private @Nullable EmbeddedDynamoDb database;
    private @Nullable DynamoDbStreamsClient streams;

    public LocalDynamoDb(Deployment deployment, EntryFunction entry, EventSourceListener listener, Time time) {
        this.deployment = deployment;
        this.entry = entry;
        this.listener = listener;
        this.time = time;
    }

    /** Starts the database, makes the tables, and begins to read their streams. */
    @Override
    public void start() {
        EmbeddedDynamoDb started = EmbeddedDynamoDb.start(
                deployment.local().port(), deployment.local().dataDir(), () -> reading.forEach(EventSource::wake));
        database = started;
        try {
            streams = started.streams();
            List<Deployment.Table> tables = tables(started);
            tables.forEach(table -> sources.put(table.id(), source(table, Objects.requireNonNull(streams))));
            reading = List.copyOf(sources.values());
            reading.forEach(EventSource::start);
            log.info("DynamoDB Local at {}, {}, with {}", started.endpoint(), where(), names(tables));
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private static List<String> names(List<Deployment.Table> tables) {
        return tables.stream().map(Deployment.Table::name).toList();
    }

    private String where() {
        Path directory = deployment.local().dataDir();
        return directory == null ? "in memory" : "in " + directory;
    }

    private List<Deployment.Table> tables(EmbeddedDynamoDb started) {
        try (DynamoDbClient client = started.client()) {
            LocalTables made = new LocalTables(client);
            List<Deployment.Table> tables = made.make(deployment.tables());
            problems = made.problems();
            problems.forEach((id, problem) -> log.warn("Table '{}' is not made: {}.", id, problem));
            seed(started, made.made());
            return tables;
        }
    }

    private void seed(EmbeddedDynamoDb started, List<Deployment.Table> made) {
        Seed seed = new Seed(
                new LocalApi(started.endpoint()),
                made.stream().map(Deployment.Table::name).collect(Collectors.toSet()));
        seed.put(deployment.local().seed())
                .forEach((table, items) -> log.info("Put {} item(s) into table '{}'", items, table));
    }

    private EventSource source(Deployment.Table table, DynamoDbStreamsClient client) {
        Target target = new Target(entry, destination(table), checkpoints(), listener, time.clock());
        return new EventSource(sourceTable(table), target, POLLING, client);
    }

    /** Delivers what the filter criteria of the generated mapping would let pass. */
    private SourceTable sourceTable(Deployment.Table table) {
        List<FilterPattern> patterns =
                Criteria.of(table.routes(), table.keys(), table.unmatched(), Criteria.USUAL).patterns().stream()
                        .map(FilterPattern::parse)
                        .toList();
        return new SourceTable(
                table.name(),
                table.source(),
                record -> patterns.isEmpty()
                        || patterns.stream().anyMatch(pattern -> pattern.isMet(Change.of(record, table.name()))),
                new LocalRecords(time.clock()));
    }

    private Destination destination(Deployment.Table table) {
        Path directory = deployment.local().dataDir() == null
                ? Path.of("given-up")
                : deployment.local().dataDir().resolve("given-up");
        return table.source().onFailure() == null ? batch -> {} : new GivenUpFiles(directory);
    }

    private Checkpoints checkpoints() {
        Path directory = deployment.local().dataDir();
        return directory == null ? Checkpoints.inMemory() : new FileCheckpoints(directory.resolve("checkpoints"));
    }

    /** Where the database listens. */
    public URI endpoint() {
        return started().endpoint();
    }

    /** Its JSON protocol. */
    public LocalApi api() {
        return new LocalApi(endpoint());
    }

    /** How the stream of a table is read; empty for a table that is not there. */
    public Optional<SourceState> state(String id) {
        return Optional.ofNullable(sources.get(id)).map(EventSource::state);
    }

    /** Why a table of the configuration is not there; empty when it is. */
    public Optional<String> problem(String id) {
        return Optional.ofNullable(problems.get(id));
    }

    private EmbeddedDynamoDb started() {
        return Optional.ofNullable(database)
                .orElseThrow(() -> new IllegalStateException("The database is not started."));
    }

    /** Ends what has begun, and stops. */
    @Override
    public void stop() {
        reading.parallelStream().forEach(EventSource::close);
        if (streams != null) {
            streams.close();
        }
        if (database != null) {
            database.close();
            database = null;
        }
    }

    @Override
    public boolean isRunning() {
        return database != null;
    }

    /** After all handlers are ready, and before the server takes requests. */
    @Override
    public int getPhase() {
        return 0;
    }
}
