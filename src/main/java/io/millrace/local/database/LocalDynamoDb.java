package io.millrace.local.database;

import io.millrace.idempotency.IdempotencyTable;
import io.millrace.template.Deployment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The database on this machine, with the tables of the configuration. */
public final class LocalDynamoDb implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");

    private final Deployment deployment;
    private final List<Runnable> onWrite = new CopyOnWriteArrayList<>();
    private List<Deployment.Table> tables = List.of();
    private Map<String, String> problems = Map.of();
    private @Nullable EmbeddedDynamoDb database;
    private @Nullable LocalApi api;

    public LocalDynamoDb(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Starts the database and makes the tables. When that fails, all is as before.
     *
     * @throws LocalStartException if it can't be; the text says what to do
     */
    @Override
    public void start() {
        Deployment.Local local = deployment.local();
        EmbeddedDynamoDb started =
                EmbeddedDynamoDb.start(local.port(), local.dataDir(), () -> onWrite.forEach(Runnable::run));
        try {
            LocalApi calls = new LocalApi(started.endpoint());
            tables = tables(started, calls);
            api = calls;
            database = started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        log.info("DynamoDB Local at {}, {}, with {}", started.endpoint(), where(), names());
    }

    private List<String> names() {
        return tables.stream().map(LocalDynamoDb::name).toList();
    }

    private static String name(Deployment.Table table) {
        return table.localName().equals(table.name())
                ? table.name()
                : "%s (%s)".formatted(table.localName(), table.name());
    }

    private String where() {
        Path directory = deployment.local().dataDir();
        return directory == null ? "in memory" : "in " + directory;
    }

    private List<Deployment.Table> tables(EmbeddedDynamoDb started, LocalApi calls) {
        try (DynamoDbClient client = started.client()) {
            LocalTables made = new LocalTables(client);
            try {
                List<Deployment.Table> there = made.make(deployment.tables());
                freeClaims(client);
                problems = made.problems();
                problems.forEach((id, problem) -> log.warn("Table '{}' is not made: {}.", id, problem));
                seed(calls, made.made());
                return there;
            } catch (RuntimeException e) {
                made.undo();
                throw e;
            }
        }
    }

    /** Nobody but the earlier process of this database can have claimed anything in it, and that one has ended. */
    private void freeClaims(DynamoDbClient client) {
        String table = deployment.idempotencyTable();
        int claims = table == null ? 0 : IdempotencyTable.freeAll(client, table);
        if (claims > 0) {
            log.info("Freed {} claim(s) in table '{}' of a process that has ended", claims, table);
        }
    }

    private void seed(LocalApi calls, List<Deployment.Table> made) {
        Seed seed = new Seed(calls, made);
        seed.put(deployment.local().seed())
                .forEach((table, items) -> log.info("Put {} item(s) into table '{}'", items, table));
    }

    /** The tables that are there. */
    List<Deployment.Table> tables() {
        return tables;
    }

    /** Has this called after each request that may have changed an item. */
    void onWrite(Runnable listener) {
        onWrite.add(listener);
    }

    /** A new client of the streams, which the caller closes. */
    DynamoDbStreamsClient streams() {
        return started().streams();
    }

    /** A new client, which the caller closes. It may be made before the database is started, but not called. */
    public static DynamoDbClient client(Supplier<LocalDynamoDb> database) {
        return EmbeddedDynamoDb.client(() -> database.get().endpoint());
    }

    /** Where the database listens. */
    public URI endpoint() {
        return started().endpoint();
    }

    /** Its JSON protocol. */
    public LocalApi api() {
        return Optional.ofNullable(api).orElseThrow(LocalDynamoDb::notStarted);
    }

    /** Why a table of the configuration is not there; empty when it is. */
    public Optional<String> problem(String id) {
        return Optional.ofNullable(problems.get(id));
    }

    private EmbeddedDynamoDb started() {
        return Optional.ofNullable(database).orElseThrow(LocalDynamoDb::notStarted);
    }

    private static IllegalStateException notStarted() {
        return new IllegalStateException("The database is not started.");
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
            database = null;
        }
    }

    @Override
    public boolean isRunning() {
        return database != null;
    }

    /** Before the streams, and after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
