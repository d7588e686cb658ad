package io.millrace.handler.ready.aggregate;

import static io.millrace.handler.ready.aggregate.Aggregates.SUMS;
import static io.millrace.handler.ready.aggregate.Aggregates.handle;
import static io.millrace.handler.ready.aggregate.Aggregates.sums;
import static io.millrace.handler.ready.aggregate.Aggregates.thing;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.AwsClients;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.History;
import io.millrace.testkit.Records;
import io.millrace.time.Time;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AggregateHandlerIntegrationTests {

    private static ViewTables tables;

    private String table;

    @BeforeAll
    static void start() {
        tables = new ViewTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @BeforeEach
    void makeTable() {
        table = tables.create();
    }

    @Test
    void movesWhatAChangeCountsToAnotherItemOfTheView() {
        BatchHandler handler = handler(SUMS);

        assertThat(handle(
                        handler,
                        thing(1, "x", "a", "10").build(),
                        Records.modify()
                                .sequenceNumber("2")
                                .key("id", s("x"))
                                .before("kind", s("a"))
                                .before("amount", n("10"))
                                .after("kind", s("b"))
                                .after("amount", n("12.5"))
                                .build()))
                .isEmpty();

        assertThat(tables.view(table)).isEqualTo(Map.of("KIND#a all", sums("0", "0"), "KIND#b all", sums("1", "12.5")));
    }

    @Test
    void writesNothingForAChangeThatChangesNothingOfTheView() {
        BatchHandler handler = handler(List.of("key: { PK: COUNT, SK: all }", "count: things"));

        assertThat(handle(
                        handler,
                        Records.insert().sequenceNumber("1").key("id", s("x")).build(),
                        Records.modify().sequenceNumber("2").key("id", s("x")).build()))
                .isEmpty();

        assertThat(tables.view(table)).isEqualTo(Map.of("COUNT all", Map.of("things", BigDecimal.ONE)));
        assertThat(tables.markers("markers-of-" + table)).isEqualTo(1);
    }

    @Test
    void countsWithoutImagesWhatNeedsNone() {
        BatchHandler handler = handler(List.of("key: { PK: '{{keys.id}}', SK: all }", "count: things"));

        assertThat(handle(
                        handler,
                        Records.insert().sequenceNumber("1").key("id", s("x")).build(),
                        Records.remove().sequenceNumber("2").key("id", s("x")).build(),
                        Records.insert().sequenceNumber("3").key("id", s("x")).build()))
                .isEmpty();

        assertThat(tables.view(table)).isEqualTo(Map.of("x all", Map.of("things", BigDecimal.ONE)));
    }

    @Test
    void countsEveryChangeWhereNothingIsTakenBack() {
        BatchHandler handler =
                handler(List.of("key: { PK: '{{event}}', SK: all }", "subtract: false", "count: changes"));

        assertThat(handle(handler, History.ofEachKind())).isEmpty();

        assertThat(tables.view(table))
                .isEqualTo(Map.of(
                        "INSERT all", Map.of("changes", BigDecimal.valueOf(5)),
                        "MODIFY all", Map.of("changes", BigDecimal.ONE),
                        "REMOVE all", Map.of("changes", BigDecimal.valueOf(2))));
    }

    @Test
    void countsOnceWhatComesTwiceInOneCall() {
        var record = thing(1, "x", "a", "10").build();

        assertThat(handle(handler(SUMS), record, record, thing(2, "y", "a", "1").build(), record))
                .isEmpty();

        assertThat(tables.view(table)).isEqualTo(Map.of("KIND#a all", sums("2", "11")));
    }

    @Test
    void countsApartForEachHandler() {
        var record = thing(1, "x", "a", "10").eventId("e").build();
        BatchHandler other = (BatchHandler) new AggregateType(
                        () -> Optional.of(tables.client()),
                        new AwsClients(List::of),
                        new Time(() -> Aggregates.NOW, wait -> {}))
                .handler(
                        "other",
                        Aggregates.settings("table: %s\nmarkers: markers-of-%s\n%s"
                                .formatted(table, table, String.join("\n", SUMS))));

        assertThat(handle(handler(SUMS), record)).isEmpty();
        assertThat(handle(other, record)).isEmpty();

        assertThat(tables.view(table)).isEqualTo(Map.of("KIND#a all", sums("2", "20")));
        assertThat(tables.client()
                        .scan(scan -> scan.tableName("markers-of-" + table))
                        .items())
                .containsExactlyInAnyOrder(
                        marker("tried/Things/1/e", "1796551200"), marker("other/Things/1/e", "1796551200"));
    }

    @Test
    void countsManyChangesOfManyItemsOfTheView() {
        BatchHandler handler = handler(List.of("key: { PK: '{{new.kind}}', SK: all }", "count: things"));

        assertThat(handle(
                        handler,
                        IntStream.range(0, 1000)
                                .mapToObj(i ->
                                        thing(i, "x" + i, "k" + i % 300, "1").build())
                                .toList()))
                .isEmpty();

        assertThat(tables.view(table)).hasSize(300);
        assertThat(tables.view(table).values()).allMatch(item -> List.of(BigDecimal.valueOf(3), BigDecimal.valueOf(4))
                .contains(item.get("things")));
    }

    @Test
    void keepsTheTypesOfWhatIsSet() {
        BatchHandler handler = handler(
                List.of(
                        "key: { PK: a, SK: b }",
                        "set: { number: '{{new.n}}', text: '{{new.n}}.', list: '{{new.l}}', map: '{{new.m}}', bytes: '{{new.b}}',"
                                + " set: '{{new.ss}}', numbers: '{{new.ns}}', bool: '{{new.bool}}', none: '{{new.none ?: 0}}' }"));

        assertThat(handle(
                        handler,
                        Records.insert()
                                .sequenceNumber("1")
                                .key("id", s("x"))
                                .after("n", n("12345678901234567890.5"))
                                .after("l", Attributes.l(s("x"), n("1"), Attributes.nul()))
                                .after("m", Attributes.m(Map.of("k", s("v"))))
                                .after("b", Attributes.b(1, 2))
                                .after("ss", Attributes.ss("x"))
                                .after("ns", Attributes.ns("1.50"))
                                .after("bool", Attributes.bool(true))
                                .build()))
                .isEmpty();

        Map<String, AttributeValue> item =
                tables.client().scan(scan -> scan.tableName(table)).items().get(0);
        assertThat(item)
                .containsEntry("number", AttributeValue.fromN("12345678901234567890.5"))
                .containsEntry("text", AttributeValue.fromS("12345678901234567890.5."))
                .containsEntry(
                        "list",
                        AttributeValue.fromL(List.of(
                                AttributeValue.fromS("x"), AttributeValue.fromN("1"), AttributeValue.fromNul(true))))
                .containsEntry("map", AttributeValue.fromM(Map.of("k", AttributeValue.fromS("v"))))
                .containsEntry("set", AttributeValue.fromSs(List.of("x")))
                .containsEntry("numbers", AttributeValue.fromNs(List.of("1.5")))
                .containsEntry("bool", AttributeValue.fromBool(true))
                .containsEntry("none", AttributeValue.fromN("0"))
                .hasEntrySatisfying(
                        "bytes", bytes -> assertThat(bytes.b().asByteArray()).containsExactly(1, 2));
    }

    private BatchHandler handler(List<String> view) {
        return Aggregates.handler(tables.client(), table, view);
    }

    private static Map<String, AttributeValue> marker(String id, String expires) {
        return Map.of("id", AttributeValue.fromS(id), "expires", AttributeValue.fromN(expires));
    }
}
