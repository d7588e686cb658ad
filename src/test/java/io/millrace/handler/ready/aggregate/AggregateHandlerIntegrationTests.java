package io.millrace.handler.ready.aggregate;

import static io.millrace.handler.ready.aggregate.Aggregates.handle;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.BatchHandler;
import io.millrace.dispatch.HeldBackException;
import io.millrace.dispatch.Time;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.History;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AggregateHandlerIntegrationTests {

    private static final List<String> BY_KIND =
            List.of("key: { PK: 'KIND#{{new.kind}}', SK: all }", "count: things", "add: { total: '{{new.amount}}' }");

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
        BatchHandler handler = handler(BY_KIND);

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
    void failsWhatItCanNotTakeBack() {
        Map<SequenceNumber, Throwable> failures = handle(
                handler(BY_KIND),
                Records.remove()
                        .sequenceNumber("1")
                        .key("id", s("x"))
                        .viewType(StreamViewType.NEW_IMAGE)
                        .build());

        assertThat(failures.get(number(1)))
                .isInstanceOf(AbsentImageException.class)
                .hasMessageEndingWith("has no old image: the table's stream view type is NEW_IMAGE, "
                        + "and only OLD_IMAGE and NEW_AND_OLD_IMAGES carry it");
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

        assertThat(handle(
                        handler(BY_KIND),
                        record,
                        record,
                        thing(2, "y", "a", "1").build(),
                        record))
                .isEmpty();

        assertThat(tables.view(table)).isEqualTo(Map.of("KIND#a all", sums("2", "11")));
    }

    @Test
    void countsApartForEachHandler() {
        var record = thing(1, "x", "a", "10").eventId("e").build();
        BatchHandler other =
                (BatchHandler) new AggregateType(new Time(() -> Aggregates.NOW, wait -> {}), tables::client)
                        .handler(
                                "other",
                                Aggregates.settings("table: %s\nmarkers: markers-of-%s\n%s"
                                        .formatted(table, table, String.join("\n", BY_KIND))));

        assertThat(handle(handler(BY_KIND), record)).isEmpty();
        assertThat(handle(other, record)).isEmpty();

        assertThat(tables.view(table)).isEqualTo(Map.of("KIND#a all", sums("2", "20")));
        assertThat(tables.client()
                        .scan(scan -> scan.tableName("markers-of-" + table))
                        .items())
                .containsExactlyInAnyOrder(
                        marker("tried/Things/1/e", "1795428000"), marker("other/Things/1/e", "1795428000"));
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
    void failsWhatTheViewRefusesAndHoldsBackWhatIsBehindIt() {
        tables.client().putItem(put -> put.tableName(table)
                .item(Map.of(
                        "PK", AttributeValue.fromS("KIND#b"),
                        "SK", AttributeValue.fromS("all"),
                        "total", AttributeValue.fromS("much"))));

        Map<SequenceNumber, Throwable> failures = handle(
                handler(BY_KIND),
                thing(1, "x", "a", "1").build(),
                thing(2, "y", "b", "2").build(),
                thing(3, "z", "a", "3").build(),
                thing(4, "y", "a", "4").build(),
                thing(5, "x", "c", "5").build());

        assertThat(failures).containsOnlyKeys(number(2), number(4));
        assertThat(failures.get(number(2)))
                .hasMessageStartingWith("An operand in the update expression has an incorrect data type");
        assertThat(failures.get(number(4))).isSameAs(HeldBackException.INSTANCE);
        assertThat(tables.view(table).get("KIND#a all")).isEqualTo(sums("2", "4"));
        assertThat(tables.view(table).get("KIND#c all")).isEqualTo(sums("1", "5"));
    }

    @Test
    void failsNumbersThatDynamoDbHasNot() {
        Map<SequenceNumber, Throwable> failures = handle(
                handler(BY_KIND),
                thing(1, "w", "a", "1E+126").build(),
                thing(2, "x", "a", "1.00000000000000000000000000000000000001").build(),
                thing(3, "y", "a", "1E+999999999").build(),
                thing(4, "z", "a", "99999999999999999999999999999999999999").build());

        assertThat(failures).containsOnlyKeys(number(1), number(2), number(3));
        assertThat(failures.values())
                .extracting(Throwable::getMessage)
                .containsOnly("attribute 'total': it is a number of more than 38 digits, or too large or too small");
        assertThat(tables.view(table))
                .isEqualTo(Map.of("KIND#a all", sums("1", "99999999999999999999999999999999999999")));
    }

    @Test
    void failsAKeyThatComesOutEmpty() {
        assertThat(handle(
                        handler(List.of("key: { PK: '{{new.kind}}', SK: all }", "count: things")),
                        thing(1, "x", "", "1").build()))
                .hasSize(1)
                .allSatisfy((number, cause) -> assertThat(cause).hasMessage("key attribute 'PK' comes out empty"));
    }

    @Test
    void refusesToCountTheViewByItself() {
        BatchHandler handler = handler(List.of("key: { PK: '{{keys.PK}}', SK: '{{keys.SK}}' }", "count: changes"));
        var record = Records.insert()
                .sequenceNumber("1")
                .key("PK", s("a"))
                .key("SK", s("b"))
                .change();

        assertThat(handleOf(table, handler, record)).hasSize(1).allSatisfy((number, cause) -> assertThat(cause)
                .hasMessageStartingWith("the change is one of the view's own item."));
        assertThat(handleOf("Others", handler, record)).isEmpty();
    }

    @Test
    void saysWhichTablesAreMissing() {
        BatchHandler handler = Aggregates.handler(tables.client(), "nothere", BY_KIND);

        Map<SequenceNumber, Throwable> failures = handle(
                handler,
                thing(1, "x", "a", "1").build(),
                thing(2, "y", "a", "1").build());

        assertThat(failures).hasSize(2).allSatisfy((number, cause) -> assertThat(cause)
                .hasMessage("there is no table 'nothere', or no table 'markers-of-nothere', in region 'eu-central-1'. "
                        + "The second one holds markers: it needs partition key 'id' of type S, no sort key, and time to "
                        + "live on attribute 'expires'."));
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

    private static Map<SequenceNumber, Throwable> handleOf(String source, BatchHandler handler, Change<Item> change) {
        try {
            return handler.handle(List.of(Change.of(change.record(), source)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RecordBuilder thing(int number, String id, String kind, String amount) {
        return Records.insert()
                .sequenceNumber("" + number)
                .key("id", s(id))
                .after("kind", s(kind))
                .after("amount", n(amount));
    }

    private static Map<String, Object> sums(String things, String total) {
        return Map.of("things", ViewTables.number(things), "total", ViewTables.number(total));
    }

    private static Map<String, AttributeValue> marker(String id, String expires) {
        return Map.of("id", AttributeValue.fromS(id), "expires", AttributeValue.fromN(expires));
    }

    private static SequenceNumber number(int number) {
        return new SequenceNumber("" + number);
    }
}
