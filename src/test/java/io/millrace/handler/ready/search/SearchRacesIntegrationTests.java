package io.millrace.handler.ready.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.SearchServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Late, repeated and concurrent changes, where the server itself forgets at once what was deleted. */
class SearchRacesIntegrationTests {

    private static final int MOST_CALLS = 6;

    private final SearchServer server = SearchServer.shared(SearchIndex.newest());

    /** Versions of the server's own are why there are tombstones: it forgets them. */
    @Test
    void keepsAwayWhatVersionsOfTheServerWouldBringBack() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        SearchHandler handler = index.handler();
        handle(handler, SearchIndex.changes("a", "4=1"));
        handle(handler, SearchIndex.changes("a", "6-"));
        String obvious = "/%s/_doc/obvious?version_type=external&version=".formatted(index.name());
        server.call("PUT", obvious + 4, "{\"n\":1}");
        server.call("DELETE", obvious + 6, "");
        await().untilAsserted(() -> {
            server.call("PUT", obvious + 5, "{\"n\":2}");
            assertThat(index.documents()).containsKey("obvious");
        });

        handle(handler, SearchIndex.changes("a", "5=2"));
        assertThat(index.documents()).containsOnlyKeys("obvious");

        handle(handler, SearchIndex.changes("a", "7=3"));
        handle(handler, SearchIndex.changes("a", "6-"));
        assertThat(index.documents()).containsEntry("a", "{\"n\":3}");
    }

    /** The other delivery takes place as a whole before each call of this one in turn. */
    @ParameterizedTest(name = "{0}, and {1} and {2} at once")
    @CsvSource({
        "none, 5=1, 7-,  none",
        "none, 7-,  5=1, none",
        "none, 7-,  9=1, 1",
        "none, 9=1, 7-,  1",
        "none, 5=1, 9=2, 2",
        "none, 9=2, 5=1, 2",
        "1=0,  5=1, 7-,  none",
        "1=0,  7-,  5=1, none",
        "1=0,  7-,  9=1, 1",
        "1=0,  9=1, 7-,  1",
        "1=0,  5=1, 9=2, 2",
        "1=0,  9=2, 5=1, 2",
        "2-,   5=1, 7-,  none",
        "2-,   7-,  5=1, none",
        "2-,   9=1, 7-,  1",
        "1=0,  7-,  7-,  none",
        "1=0,  7=3, 7=3, 3",
    })
    void endsWithTheLatest(String before, String one, String other, String end) throws Exception {
        SearchIndex index = SearchIndex.in(server);
        SearchHandler direct = index.handler();
        for (int at = 0; at < MOST_CALLS; at++) {
            String id = "before-call-" + at;
            handle(direct, before.equals("none") ? List.of() : SearchIndex.changes(id, "1=0", before));
            try (HttpFront front = new HttpFront(server.endpoint(), new Answer(429, "text/plain", ""))) {
                int there = at;
                front.script(call -> {
                    if (call == there) {
                        handle(direct, SearchIndex.changes(id, other));
                    }
                    return Fault.NONE;
                });
                handle(index.handler(front.address(), null), SearchIndex.changes(id, one));
                if (front.calls() <= there) {
                    handle(direct, SearchIndex.changes(id, other));
                }
            }
        }
        assertEach(index, end);
    }

    private static void assertEach(SearchIndex index, String end) {
        Map<String, String> documents = index.documents();
        assertThat(documents).hasSize(end.equals("none") ? 0 : MOST_CALLS);
        assertThat(documents.values()).allMatch("{\"n\":%s}".formatted(end)::equals);
    }

    /** A delivery that dies at any of its calls is made up for when it comes again, whatever came between. */
    @ParameterizedTest(name = "{0} dies, then {1} comes")
    @CsvSource({"5=1, 7-, none", "7-, 5=1, none", "7-, 9=1, 1", "9=1, 7-, 1"})
    void makesUpForADeliveryThatDied(String one, String other, String end) throws Exception {
        SearchIndex index = SearchIndex.in(server);
        SearchHandler direct = index.handler();
        for (int at = 0; at < MOST_CALLS; at++) {
            String id = "died-at-call-" + at;
            handle(direct, SearchIndex.changes(id, "1=0"));
            try (HttpFront front = new HttpFront(server.endpoint(), new Answer(429, "text/plain", ""))) {
                int there = at;
                front.script(call -> call < there ? Fault.NONE : Fault.DIE);
                index.handler(front.address(), null).handle(SearchIndex.changes(id, one));
            }
            handle(direct, SearchIndex.changes(id, other));
            handle(direct, SearchIndex.changes(id, one));
        }
        assertEach(index, end);
    }

    @Test
    void deletesADocumentThatIsOlderThanItsTombstone() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        index.put(index.tombstones(), "a", "{\"version\":\"Products/2026-01-01T00:00:00.000 7\"}");
        index.put(index.name(), "a", "{\"n\":1,\"version\":\"Products/2026-01-01T00:00:00.000 5\"}");

        handle(index.handler(), SearchIndex.changes("a", "5=1"));

        assertThat(index.documents()).isEmpty();
    }

    @Test
    void takesTheChangesOfAStreamThatWasMadeAnewForLater() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        handle(index.handler(), SearchIndex.changes("a", "901=1"));
        handle(index.handler(), SearchIndex.changes("b", "902=1", "903-"));

        handle(index.handler(), ofNewStream(SearchIndex.changes("a", "7=2")));
        handle(index.handler(), ofNewStream(SearchIndex.changes("b", "8=2")));
        handle(index.handler(), SearchIndex.changes("a", "904=3"));

        assertThat(index.documents()).containsExactly(Map.entry("a", "{\"n\":2}"), Map.entry("b", "{\"n\":2}"));
    }

    @Test
    void letsNoTableHideTheItemsOfAnother() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        handle(index.handler(), SearchIndex.changes("a", "5=1"));
        Change<Item> other = Change.of(SearchIndex.change("a", "9=2").record(), "Others");

        assertThat(index.handler().handle(List.of(other)))
                .extractingByKey(other.sequenceNumber())
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage("the document is that of an item of table 'Products'. Give each table an index of its own; "
                        + "if this one replaces it, delete both indexes first");
        assertThat(index.documents()).containsEntry("a", "{\"n\":1}");
    }

    private static List<Change<Item>> ofNewStream(List<Change<Item>> changes) {
        String stream = "arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-11-21T10:00:00.000";
        return changes.stream().map(change -> inStream(stream, change)).toList();
    }

    private static Change<Item> inStream(String stream, Change<Item> change) {
        DynamodbStreamRecord record = change.record();
        record.setEventSourceARN(stream);
        return Change.of(record, change.table());
    }

    @Test
    void takesDocumentsThatSomethingElseWroteForOlder() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        index.put(index.name(), "a", "{\"n\":1}");
        index.put(index.name(), "b", "{\"n\":1,\"version\":\"of mine\"}");

        handle(index.handler(), SearchIndex.changes("a", "5=2"));
        handle(index.handler(), SearchIndex.changes("b", "5-"));

        assertThat(index.documents()).containsExactly(Map.entry("a", "{\"n\":2}"));
    }

    @Test
    void standsTheSameChangesInAnyOrderFromSeveralSides() throws Exception {
        SearchIndex index = SearchIndex.in(server);
        List<Change<Item>> history = History.random(11, 240, 12).stream()
                .map(record -> Change.of(record, History.TABLE))
                .toList();
        List<CompletableFuture<Void>> sides = IntStream.range(0, 3)
                .mapToObj(side -> CompletableFuture.runAsync(() -> handleInPieces(index.handler(), history, side)))
                .toList();
        sides.forEach(CompletableFuture::join);

        Map<String, String> expected = new TreeMap<>();
        History.tableAfter(history.stream().map(Change::record).toList())
                .forEach((id, image) -> expected.put(id, Item.of(image).toJson()));
        assertThat(index.documents()).isEqualTo(expected);
    }

    /** Pieces of the history by chance and out of order, and at last all of it. */
    private static void handleInPieces(SearchHandler handler, List<Change<Item>> history, int seed) {
        Random random = new Random(seed);
        List<List<Change<Item>>> pieces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(history.size());
            pieces.add(history.subList(from, Math.min(history.size(), from + 1 + random.nextInt(60))));
        }
        Stream.concat(pieces.stream(), Stream.of(history)).forEach(piece -> handle(handler, piece));
    }

    private static void handle(SearchHandler handler, List<Change<Item>> changes) {
        try {
            assertThat(handler.handle(changes)).isEmpty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
