package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A cluster that takes small calls alone, as behind a proxy. */
class SearchSizesTests {

    private final Map<String, String> documents = new TreeMap<>();
    private int mostBytes = 400;
    private int refused;
    private boolean cutsOff;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void halvesCallsThatAreTooLargeUntilOneDocumentIsLeftThatFailsByItself() throws Exception {
        List<Change<Item>> changes = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            changes.add(SearchIndex.change(id, "101=1"));
        }
        changes.addAll(SearchIndex.changes("e", "102=" + "x".repeat(400)));
        changes.addAll(SearchIndex.changes("f", "103=" + "x".repeat(400), "104=1"));
        changes.addAll(SearchIndex.changes("g", "105=" + "x".repeat(400)));

        Map<SequenceNumber, Throwable> failures = handle(changes);

        assertThat(failures).containsOnlyKeys(new SequenceNumber("102"), new SequenceNumber("105"));
        assertThat(failures.values())
                .extracting(Throwable::getMessage)
                .containsOnly(
                        "the cluster accepts no document of 499 bytes: the cluster answered 413 Request size exceeded");
        assertThat(documents.keySet()).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void keepsAllOfABatchThatIsTooLargeForACall() throws Exception {
        mostBytes = 2000;
        List<Change<Item>> changes = IntStream.range(100, 500)
                .mapToObj(i -> SearchIndex.change("item-" + i, i + "=" + i))
                .toList();

        assertThat(handle(changes)).isEmpty();

        assertThat(documents).hasSize(400);
        assertThat(refused).isLessThan(400);
    }

    @Test
    void halvesCallsThatAreCutOff() throws Exception {
        mostBytes = 1_000_000;
        cutsOff = true;
        List<Change<Item>> changes = IntStream.range(100, 120)
                .mapToObj(i -> SearchIndex.change("item-" + i, i + "=" + "x".repeat(240_000)))
                .toList();

        assertThat(handle(changes)).isEmpty();

        assertThat(documents).hasSize(20);
    }

    @Test
    void failsEachByItselfWhereNotEvenOneCanBeRead() throws Exception {
        mostBytes = 10;

        assertThat(handle(List.of(SearchIndex.change("a", "101=1"), SearchIndex.change("b", "102=1")))
                        .values())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "the cluster answered 413 Request size exceeded",
                        "the cluster answered 413 Request size exceeded");
    }

    private Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (SearchHandler handler = new SearchIndex(null, "things").handler(address, null)) {
            return handler.handle(changes);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (cutsOff && Integer.parseInt(exchange.getRequestHeaders().getFirst("Content-Length")) > mostBytes) {
                return; // and hangs up
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean tooLarge = body.length > mostBytes;
            refused += tooLarge ? 1 : 0;
            String text = new String(body, StandardCharsets.UTF_8);
            String answer = tooLarge
                    ? "{\"Message\":\"Request size exceeded\"}"
                    : exchange.getRequestURI().getPath().equals("/_mget") ? found(text) : written(text);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(tooLarge ? 413 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String found(String request) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode docs = answer.putArray("docs");
        for (JsonNode wanted : JsonMapper.shared().readTree(request).path("docs")) {
            String kept = wanted.path("_index").stringValue().equals("things")
                    ? documents.get(wanted.path("_id").stringValue())
                    : null;
            ObjectNode doc = docs.addObject().put("found", kept != null);
            if (kept != null) {
                doc.put("_seq_no", 1)
                        .put("_primary_term", 1)
                        .set("_source", JsonMapper.shared().readTree(kept));
            }
        }
        return answer.toString();
    }

    private String written(String request) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode items = answer.putArray("items");
        String[] lines = request.split("\n");
        for (int i = 0; i < lines.length; i += 2) {
            JsonNode action = JsonMapper.shared().readTree(lines[i]);
            String name = action.propertyNames().iterator().next();
            documents.put(action.path(name).path("_id").stringValue(), lines[i + 1]);
            items.addObject().putObject(name).put("status", 200);
        }
        return answer.toString();
    }
}
