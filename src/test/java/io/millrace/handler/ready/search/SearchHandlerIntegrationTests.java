package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.testkit.SearchServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SearchHandlerIntegrationTests {

    private final SearchServer server = SearchServer.shared(SearchIndex.newest());

    @Test
    void keepsADocumentForEachItemWithItsNumbersExact() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        Change<Item> change = Change.of(
                Records.insert()
                        .sequenceNumber("111")
                        .key("PK", Attributes.s("USER#1 ü%"))
                        .key("SK", Attributes.n("7.50"))
                        .after("price", Attributes.n("1234567890123456.0000000001"))
                        .after("tags", Attributes.ss("a", "b"))
                        .after("hidden", Attributes.s("x"))
                        .build(),
                Records.TABLE);

        assertThat(index.handler().handle(List.of(change))).isEmpty();

        assertThat(index.documents())
                .containsExactly(Map.entry(
                        "USER%231 ü%25#7.5", "{\"price\":1234567890123456.0000000001,\"tags\":[\"a\",\"b\"]}"));
        assertThat(server.call("GET", "/%s/_source/USER%%25231%%20%%C3%%BC%%2525%%237.5".formatted(index.name()), "")
                        .path("version")
                        .stringValue())
                .isEqualTo("Products/2026-01-01T00:00:00.000 111");
    }

    @Test
    void failsJustWhatTheIndexRefusesAndHoldsBackWhatIsBehindIt() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        List<Change<Item>> changes =
                new ArrayList<>(SearchIndex.changes("a", "101=1", "102=2", "103=secret", "104=secret"));
        changes.addAll(SearchIndex.changes("b", "105=secret", "106=3"));
        changes.addAll(SearchIndex.changes("c", "107=4"));

        Map<SequenceNumber, Throwable> failures = index.handler().handle(changes);

        assertThat(failures).containsOnlyKeys(new SequenceNumber("103"), new SequenceNumber("104"));
        assertThat(failures.get(new SequenceNumber("103")))
                .hasMessageMatching("the index refused the document: 400 \\w+_parsing_exception, field 'n'");
        assertThat(failures.get(new SequenceNumber("104"))).isInstanceOf(HeldBackException.class);
        assertThat(index.documents())
                .containsExactly(Map.entry("a", "{\"n\":2}"), Map.entry("b", "{\"n\":3}"), Map.entry("c", "{\"n\":4}"));
    }

    @Test
    void failsItemsThatThereCanBeNoDocumentOf() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        Change<Item> taken = Change.of(
                Records.insert()
                        .sequenceNumber("101")
                        .key("id", Attributes.s("a"))
                        .after("version", Attributes.s("1"))
                        .build(),
                Records.TABLE);
        Change<Item> noImage = Change.of(
                Records.insert()
                        .sequenceNumber("102")
                        .key("id", Attributes.s("b"))
                        .build(),
                Records.TABLE);

        Map<SequenceNumber, Throwable> failures = index.handler()
                .handle(List.of(
                        taken,
                        noImage,
                        SearchIndex.change("half \uD83D", "103=1"),
                        SearchIndex.change("c", "104=1"),
                        SearchIndex.change("d", "105=half \uD83D")));

        assertThat(failures)
                .containsOnlyKeys(
                        new SequenceNumber("101"),
                        new SequenceNumber("102"),
                        new SequenceNumber("103"),
                        new SequenceNumber("105"));
        assertThat(failures.get(new SequenceNumber("103")))
                .hasMessage("the id of the document contains the unpaired surrogate U+D83D");
        assertThat(failures.get(new SequenceNumber("105")))
                .hasMessage("the document contains the unpaired surrogate U+D83D");
        assertThat(failures.get(new SequenceNumber("101")))
                .hasMessage("the item has an attribute 'version', where the document tells of its change. "
                        + "Set another 'version-field'");
        assertThat(index.documents()).containsOnlyKeys("c");
    }

    @Test
    void keepsItemsApartWhoseKeysAreLongerThanAnId() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        String key = "ü".repeat(1000);

        assertThat(index.handler()
                        .handle(List.of(
                                SearchIndex.change("x".repeat(512), "101=1"),
                                SearchIndex.change(key + "a", "102=2"),
                                SearchIndex.change(key + "b", "103=3"),
                                SearchIndex.change(key + "b", "104-"),
                                SearchIndex.change(key + "🐕", "105=5"))))
                .isEmpty();

        assertThat(index.documents().values()).containsExactlyInAnyOrder("{\"n\":1}", "{\"n\":2}", "{\"n\":5}");
    }

    @Test
    void createsMissingIndexesWithTheMappingOfTheFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("mapping.json"), """
                {
                  "settings": { "number_of_replicas": 0 },
                  "mappings": { "dynamic": "strict", "properties": { "n": { "type": "integer" } } }
                }
                """);
        SearchIndex index = new SearchIndex(server, "made");

        assertThat(index.handler(server.endpoint(), file.toString()).handle(SearchIndex.changes("a", "5=1", "6-")))
                .isEmpty();
        assertThat(index.handler(server.endpoint(), file.toString()).handle(SearchIndex.changes("b", "7=1")))
                .isEmpty();

        JsonNode made = server.call("GET", "/made", "").path("made");
        assertThat(made.path("mappings").toString())
                .isEqualTo("{\"dynamic\":\"strict\",\"properties\":{\"n\":{\"type\":\"integer\"},"
                        + "\"version\":{\"type\":\"keyword\",\"index\":false}}}");
        assertThat(made.at("/settings/index/number_of_replicas").stringValue()).isEqualTo("0");
        assertThat(server.documents("made-tombstones").toString())
                .contains("{\"removed\":\"2026-11-21T10:00:00Z\",\"version\":\"Products/2026-01-01T00:00:00.000 6\"}");
    }

    @Test
    void createsAnIndexWhoseNameIsEncodedInAPath() throws Exception {
        SearchIndex index = new SearchIndex(server, "größe+100%25^{a}");

        assertThat(index.handler().handle(SearchIndex.changes("a", "5=1"))).isEmpty();

        assertThat(index.documents()).containsExactly(Map.entry("a", "{\"n\":1}"));
    }

    @Test
    @Timeout(60)
    void failsRemovalsThatAnIndexWithoutVersionsWouldTakeForEver() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        server.call("PUT", "/" + index.tombstones(), "{\"mappings\":{\"_source\":{\"excludes\":[\"version\"]}}}");

        Map<SequenceNumber, Throwable> failures = index.handler().handle(SearchIndex.changes("a", "5-"));

        assertThat(failures.get(new SequenceNumber("5")))
                .hasMessage("the index does not keep the version field: it has to be in the '_source' of both indexes");
    }

    @Test
    void writesMoreThanOneCallTakes() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        List<Change<Item>> changes = IntStream.range(0, 1201)
                .mapToObj(i -> SearchIndex.change("item-" + i, (1000 + i) + "=" + i))
                .toList();

        assertThat(index.handler().handle(changes)).isEmpty();

        assertThat(index.documents()).hasSize(1201).containsEntry("item-1200", "{\"n\":1200}");
    }
}
