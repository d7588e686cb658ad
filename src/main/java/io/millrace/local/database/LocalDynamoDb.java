package io.millrace.local.database;

import io.millrace.idempotency.IdempotencyTable;
import io.millrace.local.dynoxide.Dynoxide;
import io.millrace.local.dynoxide.LocalStartException;
import io.millrace.mapping.Deployment;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The local database, with the tables of the configuration. */
public final class LocalDynamoDb implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger("io.millrace.local");

    private final Deployment deployment;
    private final InstantSource clock;
    private final List<Runnable> onWrite = new CopyOnWriteArrayList<>();
    private List<Deployment.Table> tables = List.of();
    private Map<String, String> problems = Map.of();
    private final Runnable atExit = this::stop;
    private @Nullable Server server;
    private @Nullable LocalApi api;

    LocalDynamoDb(Deployment deployment, InstantSource clock) {
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * A response of DynamoDB.
     *
     * @param status the HTTP status: 200, 400 or 500
     * @param json the response, or {@code __type} and {@code message} of an error
     */
    public record Answer(int status, String json) {}

    /**
     * Starts the database and creates the tables. If that fails, everything is undone. Without its program there is
     * no database, and the rest of the application starts anyway.
     *
     * @throws LocalStartException if it can't start; the message says what to do
     */
    @Override
    public void start() {
        Access access = Access.of(deployment.local());
        Optional<Server> found = Server.start(deployment.local(), clock, () -> onWrite.forEach(Runnable::run));
        if (found.isEmpty()) {
            doWithout();
            return;
        }
        Server started = found.get();
        try {
            LocalApi calls = new LocalApi(started.endpoint(), access);
            tables = tables(started, access, calls);
            api = calls;
            server = started;
            SpringApplication.getShutdownHandlers().add(atExit); // in case nobody closes the application
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        log.info("{}, with {}", started.description(), names());
    }

    private void doWithout() {
        Map<String, String> missing = new LinkedHashMap<>();
        deployment.tables().forEach(table -> missing.put(table.id(), "there is no local database"));
        problems = missing;
        log.warn(
                "There is no local database, since its program is missing. To get one, either\n{}",
                Dynoxide.Program.howToGetIt().indent(2).stripTrailing());
    }

    private List<String> names() {
        return tables.stream().map(LocalDynamoDb::name).toList();
    }

    private static String name(Deployment.Table table) {
        return table.localName().equals(table.name())
                ? table.name()
                : "%s (%s)".formatted(table.localName(), table.name());
    }

    private List<Deployment.Table> tables(Server started, Access access, LocalApi calls) {
        try (DynamoDbClient client = access.client(started::endpoint)) {
            LocalTables made = new LocalTables(client, started.createsTables(), namesIn(started, client));
            try {
                List<Deployment.Table> there = made.make(deployment.tables());
                if (started.isOurs()) {
                    freeClaims(client);
                }
                problems = made.problems();
                problems.forEach((id, problem) -> log.warn("Table '{}' is not created: {}.", id, problem));
                seed(calls, made.made());
                return there;
            } catch (RuntimeException e) {
                made.undo();
                throw e;
            }
        }
    }

    /** Another database may not allow listing its tables. */
    private static Predicate<String> namesIn(Server started, DynamoDbClient client) {
        return started.isOurs()
                ? client.listTablesPaginator().tableNames().stream().collect(Collectors.toSet())::contains
                : name -> true;
    }

    /** Frees claims: only an earlier process of this database can hold any, and it has ended. */
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

    /** The tables that exist. */
    List<Deployment.Table> tables() {
        return tables;
    }

    /** Adds a listener that is called after each request that may have changed an item. */
    void onWrite(Runnable listener) {
        onWrite.add(listener);
    }

    /** A new client of the streams, which the caller closes. */
    DynamoDbStreamsClient streams() {
        return Access.of(deployment.local()).streams(endpoint());
    }

    /**
     * A new client, which the caller closes. It may be made before the database is started, but not called.
     *
     * @param endpoint of another database; {@code null} for the one that Millrace starts
     */
    public static DynamoDbClient client(@Nullable URI endpoint, Supplier<LocalDynamoDb> database) {
        return Access.at(endpoint).client(() -> database.get().endpoint());
    }

    /** The address of the database. */
    public URI endpoint() {
        return started().endpoint();
    }

    /**
     * Calls an operation of its JSON protocol.
     *
     * @param operation such as {@code PutItem}
     * @param json its request
     */
    public Answer call(String operation, String json) throws IOException {
        return Optional.ofNullable(api).orElseThrow(LocalDynamoDb::notStarted).call(operation, json);
    }

    /** Why a table of the configuration does not exist; empty if it does. */
    public Optional<String> problem(String id) {
        return Optional.ofNullable(problems.get(id));
    }

    private Server started() {
        return Optional.ofNullable(server).orElseThrow(LocalDynamoDb::notStarted);
    }

    private static IllegalStateException notStarted() {
        return new IllegalStateException("There is no local database; the start of the log says how to get one.");
    }

    /** Whether the database runs. */
    public boolean isThere() {
        return server != null;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
            server = null;
            forget();
        }
    }

    private void forget() {
        try {
            SpringApplication.getShutdownHandlers().remove(atExit);
        } catch (IllegalStateException e) {
            // the handlers are running
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** Starts before the streams, and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
