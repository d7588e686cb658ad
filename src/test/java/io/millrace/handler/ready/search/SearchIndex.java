package io.millrace.handler.ready.search;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ready.search.SearchType.Authentication;
import io.millrace.handler.ready.search.SearchType.Settings;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import io.millrace.testkit.SearchServer;
import io.millrace.testkit.SearchServer.Product;
import io.millrace.time.Time;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An index of its own in a server, which forgets at once what was deleted, and handlers that write to it. */
record SearchIndex(SearchServer server, String name) {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    static final Time TIME = new Time(() -> NOW, Time.SYSTEM.sleeper());

    /** The newest server that runs on this JDK. */
    static Product newest() {
        return Runtime.version().feature() >= 21 ? Product.OPENSEARCH_3 : Product.OPENSEARCH_2;
    }

    static SearchIndex in(SearchServer server) {
        SearchIndex index = new SearchIndex(server, "things-" + UUID.randomUUID());
        server.call("PUT", "/" + index.name, """
                { "settings": { "gc_deletes": "0s" }, "mappings": { "properties": { "n": { "type": "long" } } } }
                """);
        return index;
    }

    SearchHandler handler() {
        return handler(server.endpoint(), null);
    }

    SearchHandler handler(URI endpoint, @Nullable String mapping) {
        return handler(endpoint, mapping, Authentication.NONE, null, null);
    }

    SearchHandler handler(
            URI endpoint,
            @Nullable String mapping,
            Authentication authentication,
            @Nullable String user,
            @Nullable String region) {
        return (SearchHandler) new SearchType(TIME)
                .handler(
                        "tried",
                        new Settings(
                                endpoint.toString(),
                                name,
                                null,
                                null,
                                List.of("hidden"),
                                mapping,
                                null,
                                "version",
                                authentication,
                                user,
                                user == null ? null : "swordfish",
                                region));
    }

    /** What the documents hold, by id, without their versions. */
    Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        server.documents(name).forEach(hit -> {
            ObjectNode source = (ObjectNode) hit.path("_source");
            source.remove("version");
            documents.put(hit.path("_id").stringValue(), source.toString());
        });
        return documents;
    }

    /** Writes a document that no handler wrote. */
    void put(String index, String id, String json) {
        server.call("PUT", "/%s/_doc/%s".formatted(index, id), json);
    }

    String tombstones() {
        return name + "-tombstones";
    }

    /** {@code 5=7} sets attribute n of an item to 7 by the change of number 5, {@code 6-} removes it. */
    static Change<Item> change(String id, String text) {
        boolean removal = text.endsWith("-");
        String[] parts = text.split("[-=]");
        RecordBuilder record = removal ? Records.remove() : Records.modify();
        record.sequenceNumber(parts[0]).key("id", Attributes.s(id));
        if (!removal) {
            boolean number = parts[1].matches("\\d+");
            record.after("n", number ? Attributes.n(parts[1]) : Attributes.s(parts[1]));
        }
        return Change.of(record.build(), Records.TABLE);
    }

    static List<Change<Item>> changes(String id, String... texts) {
        return List.of(texts).stream().map(text -> change(id, text)).toList();
    }
}
