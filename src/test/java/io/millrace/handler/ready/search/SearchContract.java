package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.EventFiles;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.Records;
import io.millrace.testkit.SearchServer;
import io.millrace.testkit.SearchServer.Product;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What documents are in the index is what the table holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchContract extends HandlerContract {

    private static final String FIELD = "millrace_version";

    private final Product product;
    private SearchServer server;
    private String index;

    @TempDir
    private Path files;

    SearchContract(Product product) {
        this.product = product;
    }

    @BeforeAll
    void startServer() {
        server = SearchServer.shared(product);
    }

    @BeforeEach
    void makePlace() throws Exception {
        index = "things-" + UUID.randomUUID();
        Files.writeString(files.resolve("mapping.json"), """
                { "settings": { "gc_deletes": "0s" }, "mappings": { "properties": { "amount": { "type": "double" } } } }
                """);
    }

    @Test
    void findsNumbersOfAllKindsInAnIndexThatItMakes() throws Exception {
        SearchIndex made = new SearchIndex(server, index);
        List<Change<Item>> changes = new ArrayList<>(EventFiles.changes(SearchIndex.class, "numbers.json"));
        changes.addAll(EventFiles.changes(SearchIndex.class, "numbers-in-a-list.json"));
        changes.add(numbered("large", "price", Attributes.n("12345678901234567890123456789012345678")));
        changes.add(numbered("tiny", "price", Attributes.n("0.1234567890123456789012345678901234567")));
        changes.add(numbered("huge", "price", Attributes.n("9.9E+125")));
        changes.add(numbered("alone", "number", Attributes.n("12345678901234567890123")));
        changes.add(numbered("mixed", "prices", Attributes.l(Attributes.n("0.5"), Attributes.n("7"))));
        changes.add(numbered("first", "when", Attributes.s("2026-11-30")));
        changes.add(numbered("second", "when", Attributes.s("soon")));

        assertThat(made.handler().handle(changes)).isEmpty();

        server.call("POST", "/%s/_refresh".formatted(index), "");
        assertThat(found("{\"range\":{\"price\":{\"gt\":10,\"lt\":12.6}}}")).containsExactly("p2");
        assertThat(found("{\"term\":{\"price\":10}}")).containsExactly("p1");
        assertThat(found("{\"term\":{\"prices\":12.5}}")).containsExactly("1");
        assertThat(found("{\"term\":{\"price.exact\":\"12345678901234567890123456789012345678\"}}"))
                .containsExactly("large");
        assertThat(found("{\"range\":{\"price\":{\"gt\":1e20}}}")).containsExactlyInAnyOrder("large", "huge");
        assertThat(found("{\"term\":{\"number.exact\":\"12345678901234567890123\"}}"))
                .containsExactly("alone");
        assertThat(found("{\"match\":{\"when\":\"soon\"}}")).containsExactly("second");
    }

    private List<String> found(String query) {
        return server.call("POST", "/%s/_search".formatted(index), "{\"query\":%s}".formatted(query))
                .at("/hits/hits")
                .valueStream()
                .map(hit -> hit.path("_id").stringValue())
                .toList();
    }

    private static Change<Item> numbered(String id, String name, AttributeValue value) {
        return Records.insert()
                .sequenceNumber("101")
                .key("id", Attributes.s(id))
                .after(name, value)
                .change();
    }

    @Override
    protected URI server() {
        return server.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of(
                "type: search",
                "endpoint: " + endpoint,
                "index: " + index,
                "mapping: " + files.resolve("mapping.json"));
    }

    @Override
    protected Answer throttling() {
        return new Answer(429, "application/json", """
                {"error":{"type":"circuit_breaking_exception","reason":"Data too large"},"status":429}""");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return Records.insert()
                .table(History.TABLE)
                .sequenceNumber(sequenceNumber)
                .key("id", Attributes.s("poison"))
                .after("amount", Attributes.s("a secret"))
                .build();
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        Map<String, Object> expected = new HashMap<>();
        History.tableAfter(history)
                .forEach((id, image) -> expected.put(id, Item.of(image).toJson()));
        Map<String, Object> documents = new HashMap<>();
        server.documents(index)
                .forEach(hit -> documents.put(
                        hit.path("_id").stringValue(),
                        hit.path("_source")
                                .toString()
                                .replaceFirst(",\"%s\":\"Things/[0-9T:. -]+\"".formatted(FIELD), "")));
        assertThat(documents).isEqualTo(expected);
    }
}
