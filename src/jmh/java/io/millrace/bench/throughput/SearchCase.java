package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Item;
import io.millrace.testkit.History;
import io.millrace.testkit.SearchServer;
import io.millrace.testkit.SearchServer.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpHost;
import org.opensearch.client.json.jackson3.JacksonJsonpMapper;
import org.opensearch.client.opensearch.generic.Bodies;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An index of OpenSearch, and beside it opensearch-java with the same reads and writes. */
class SearchCase implements ThroughputCase {

    private static final int BATCH = 1000;
    private static final String INDEX = "things";
    private static final String FILTER = "errors,docs._index,docs.found,docs._seq_no,docs._primary_term,docs._source,"
            + "items.*.status,items.*.error.type";
    private static final String TOMBSTONES = "things-tombstones";

    private final SearchServer server =
            SearchServer.start(Runtime.version().feature() >= 21 ? Product.OPENSEARCH_3 : Product.OPENSEARCH_2);
    private final OpenSearchTransport transport = ApacheHttpClient5TransportBuilder.builder(
                    new HttpHost("http", "127.0.0.1", server.endpoint().getPort()))
            .setMapper(new JacksonJsonpMapper())
            .build();
    private final OpenSearchGenericClient client = new OpenSearchGenericClient(transport);

    /** The last change of an item in a batch. */
    record Last(String id, boolean removal, String document, String tombstone) {

        static Last of(DynamodbStreamRecord record) {
            String version = "\"millrace_version\":\"%s\"}".formatted(History.number(record));
            boolean removal = record.getEventName().equals("REMOVE");
            String json =
                    removal ? "" : Item.of(record.getDynamodb().getNewImage()).toJson();
            return new Last(
                    record.getDynamodb().getKeys().get("id").getS(),
                    removal,
                    removal ? "" : json.substring(0, json.length() - 1) + "," + version,
                    "{\"removed\":\"2026-11-21T10:00:00Z\"," + version);
        }

        String action(String name, String index, String more) {
            return "{\"%s\":{\"_index\":\"%s\",\"_id\":\"%s\"%s}}\n".formatted(name, index, id, more);
        }
    }

    @Override
    public List<String> settings() {
        return List.of("type: search", "endpoint: " + server.endpoint(), "index: " + INDEX);
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        List<List<Last>> batches = new ArrayList<>();
        for (int from = 0; from < records.size(); from += BATCH) {
            Map<String, Last> items = new LinkedHashMap<>();
            records.subList(from, Math.min(records.size(), from + BATCH))
                    .forEach(record -> items.put(Last.of(record).id(), Last.of(record)));
            batches.add(List.copyOf(items.values()));
        }
        return () -> batches.forEach(this::write);
    }

    /** What this case does for the last changes of a batch. */
    void write(Collection<Last> items) {
        List<JsonNode> before = read(items);
        List<Last> again = new ArrayList<>();
        StringBuilder first = new StringBuilder();
        int i = 0;
        for (Last item : items) {
            JsonNode document = before.get(i++);
            JsonNode tombstone = before.get(i++);
            String target = item.removal() ? TOMBSTONES : INDEX;
            JsonNode replaced = item.removal() ? tombstone : document;
            boolean there = replaced.path("found").asBoolean();
            first.append(item.action(there ? "index" : "create", target, there ? place(replaced) : ""))
                    .append(item.removal() ? item.tombstone() : item.document())
                    .append('\n');
            if (item.removal() || !there) {
                again.add(item);
            }
        }
        bulk(first);
        List<JsonNode> after = read(again);
        StringBuilder second = new StringBuilder();
        for (int j = 0; j < again.size(); j++) {
            if (again.get(j).removal() && after.get(2 * j).path("found").asBoolean()) {
                second.append(again.get(j).action("delete", INDEX, place(after.get(2 * j))));
            }
        }
        bulk(second);
    }

    private static String place(JsonNode found) {
        return ",\"if_seq_no\":%s,\"if_primary_term\":%s".formatted(found.path("_seq_no"), found.path("_primary_term"));
    }

    private List<JsonNode> read(Collection<Last> items) {
        Function<String, String> docs = id -> List.of(INDEX, TOMBSTONES).stream()
                .map("{\"_index\":\"%%s\",\"_id\":\"%s\",\"_source\":[\"millrace_version\"]}".formatted(id)::formatted)
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        String body = String.join(",", items.stream().map(Last::id).map(docs).toList());
        return items.isEmpty()
                ? List.of()
                : call("/_mget", "{\"docs\":[%s]}".formatted(body))
                        .path("docs")
                        .valueStream()
                        .toList();
    }

    final void bulk(StringBuilder lines) {
        if (!lines.isEmpty() && call("/_bulk", lines.toString()).path("errors").asBoolean()) {
            throw new IllegalStateException("A write failed");
        }
    }

    private JsonNode call(String target, String body) {
        try (Response response = client.execute(Requests.builder()
                .endpoint(target)
                .query(Map.of("filter_path", FILTER))
                .method("POST")
                .body(Bodies.json(body))
                .build())) {
            return JsonMapper.shared().readTree(response.getBody().orElseThrow().bodyAsBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void reset() {
        server.call("DELETE", "/%s,%s?ignore_unavailable=true".formatted(INDEX, TOMBSTONES), "");
        server.call("PUT", "/" + INDEX, "{}");
        server.call("PUT", "/" + TOMBSTONES, "{}");
    }

    @Override
    public void close() {
        try (server) {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
