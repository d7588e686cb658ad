package io.millrace.local.dynoxide;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Manages the streams of tables. At the start, it is reconciled with the program, since a kill may have interrupted a
 * change.
 */
final class TableStreams {

    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /**
     * How long a disabled stream remains readable. Source: "Change data capture for DynamoDB Streams" in the Amazon
     * DynamoDB Developer Guide.
     */
    private static final Duration KEPT = Duration.ofHours(24);

    private final StreamRegistry registry;
    private final StreamLog log;
    private final Backend backend;
    private final InstantSource clock;

    TableStreams(StreamRegistry registry, StreamLog log, Backend backend, InstantSource clock) {
        this.registry = registry;
        this.log = log;
        this.backend = backend;
        this.clock = clock;
    }

    Optional<KnownStream> enabled(@Nullable String table) {
        return table == null ? Optional.empty() : registry.enabled(table);
    }

    /** The newest stream of a table, excluding earlier tables with its name. */
    Optional<KnownStream> latest(JsonNode description) {
        return registry.latest(description.path("TableName").asString())
                .filter(stream -> Objects.equals(stream.tableId(), Call.text(description, "TableId")));
    }

    /**
     * Adds a stream that the program has enabled.
     *
     * @param description the table's description from the program
     * @param viewType the requested view type
     */
    void enable(JsonNode description, String viewType) {
        dropOld();
        String table = description.path("TableName").asString();
        String engineLabel = description.path("LatestStreamLabel").asString();
        Optional<KnownStream> before = registry.latest(table);
        long created = Math.max(
                new BigDecimal(engineLabel).movePointRight(3).longValue(),
                before.map(KnownStream::created).orElse(0L) + 1);
        registry.add(new KnownStream(
                table,
                Call.text(description, "TableId"),
                LABEL.format(Instant.ofEpochMilli(created)),
                engineLabel,
                viewType,
                description.path("KeySchema"),
                created,
                before.map(KnownStream::last).orElse(0L),
                null,
                null));
    }

    /** Stores the records of a table's enabled stream, and disables it; empty if none is enabled. */
    Optional<KnownStream> disable(@Nullable String table) {
        return enabled(table).map(stream -> {
            KnownStream disabled = stream.disabled(log.keep(stream), clock.millis());
            registry.replace(disabled);
            return disabled;
        });
    }

    /** Enables a stream again. */
    void enableAgain(KnownStream disabled) {
        registry.replace(disabled.enabled());
        log.drop(disabled);
    }

    private void dropOld() {
        long horizon = clock.millis() - KEPT.toMillis();
        registry.removeIf(stream -> stream.disabled() != null
                        && stream.disabled() < horizon
                        && !registry.latest(stream.table()).equals(Optional.of(stream)))
                .forEach(log::drop);
    }

    /** Reconciles the known streams with the program after a kill. */
    void settle() {
        Map<String, String> enabled = new HashMap<>();
        for (String table : tables()) {
            JsonNode description = describe(table);
            String label = Call.text(description, "LatestStreamLabel");
            if (label != null) {
                enabled.put(table, label);
                settle(description, label);
            }
        }
        registry.all().stream()
                .filter(KnownStream::isEnabled)
                .filter(stream -> !stream.engineLabel().equals(enabled.get(stream.table())))
                .forEach(stream -> registry.replace(stream.disabled(stream.after(), clock.millis())));
    }

    private void settle(JsonNode description, String label) {
        Optional<KnownStream> known = registry.latest(
                        description.path("TableName").asString())
                .filter(stream -> stream.engineLabel().equals(label));
        if (known.isEmpty()) {
            enable(description, "NEW_AND_OLD_IMAGES");
        }
        known.filter(stream -> !stream.isEnabled()).ifPresent(this::enableAgain);
    }

    private List<String> tables() {
        List<String> tables = new ArrayList<>();
        ObjectNode request = Json.object();
        ObjectNode page;
        do {
            page = backend.ask(Call.toDatabase("ListTables", request));
            page.path("TableNames").forEach(name -> tables.add(name.asString()));
            request.put("ExclusiveStartTableName", Call.text(page, "LastEvaluatedTableName"));
        } while (page.has("LastEvaluatedTableName"));
        return tables;
    }

    private JsonNode describe(String table) {
        ObjectNode request = Json.object().put("TableName", table);
        return backend.ask(Call.toDatabase("DescribeTable", request)).path("Table");
    }
}
