package io.millrace.local.database;

import io.millrace.change.MalformedRecordException;
import io.millrace.change.StreamArn;
import io.millrace.local.dynoxide.LocalStartException;
import io.millrace.mapping.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes items from files into new tables: the new images of events, or the items of a batch write. */
final class Seed {

    private final LocalApi api;
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, Integer> put = new LinkedHashMap<>();

    /** @param made the new tables; files may use either of their names */
    Seed(LocalApi api, List<Deployment.Table> made) {
        this.api = api;
        made.forEach(table -> tables.put(table.localName(), table.localName()));
        made.forEach(table -> tables.put(table.name(), table.localName()));
    }

    /**
     * Writes the items of files, and of the JSON files in directories, in the order of their names.
     *
     * @return the number of items, by table
     * @throws LocalStartException if a file can't be read, or an item can't be written; the message says which
     */
    Map<String, Integer> put(List<Path> places) {
        places.stream().flatMap(Seed::files).forEach(this::put);
        return put;
    }

    private static Stream<Path> files(Path place) {
        try (Stream<Path> files = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
            return files
                    .filter(file -> file.equals(place) || file.toString().endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw wrong(place, "can't be read: " + e);
        }
    }

    private void put(Path file) {
        JsonNode json = read(file);
        if (json.path("Records").isArray()) {
            json.path("Records").forEach(record -> putImage(file, record));
        } else if (json.isObject()) {
            json.properties().forEach(table -> table.getValue()
                    .forEach(request ->
                            put(file, table.getKey(), request.path("PutRequest").path("Item"))));
        } else {
            throw wrong(file, "has neither an event nor the request items of a batch write");
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw wrong(file, "can't be read: " + e);
        } catch (JacksonException e) {
            throw wrong(file, "is not JSON: " + e.getOriginalMessage());
        }
    }

    private void putImage(Path file, JsonNode record) {
        JsonNode image = record.path("dynamodb").path("NewImage");
        if (image.isObject()) {
            try {
                put(
                        file,
                        StreamArn.of(record.path("eventSourceARN").asString("")).table(),
                        image);
            } catch (MalformedRecordException e) {
                throw wrong(file, "has a record whose " + e.getMessage());
            }
        }
    }

    private void put(Path file, String written, JsonNode item) {
        if (!item.isObject()) {
            throw wrong(file, "has a request for table '%s' without PutRequest.Item".formatted(written));
        }
        String table = tables.get(written);
        if (table != null) {
            ObjectNode request = JsonMapper.shared().createObjectNode().put("TableName", table);
            request.set("Item", item);
            send(file, table, request.toString());
            put.merge(table, 1, Integer::sum);
        }
    }

    private void send(Path file, String table, String request) {
        try {
            LocalDynamoDb.Answer answer = api.call("PutItem", request);
            if (answer.status() != 200) {
                throw wrong(file, "has an item that table '%s' refuses: %s".formatted(table, answer.json()));
            }
        } catch (IOException e) {
            throw new LocalStartException("The database does not respond: " + e.getMessage(), e);
        }
    }

    private static LocalStartException wrong(Path file, String problem) {
        return new LocalStartException("millrace.local.seed: '%s' %s.".formatted(file, problem), null);
    }
}
