package io.millrace.handler.ready.aggregate;

import static io.millrace.handler.ready.aggregate.Aggregates.SUMS;
import static io.millrace.handler.ready.aggregate.Aggregates.handle;
import static io.millrace.handler.ready.aggregate.Aggregates.sums;
import static io.millrace.handler.ready.aggregate.Aggregates.thing;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What can't be counted, fails by itself. */
class AggregateRefusalsIntegrationTests {

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
    void failsWhatItCanNotTakeBack() {
        Map<SequenceNumber, Throwable> failures = handle(
                handler(SUMS),
                Records.remove()
                        .sequenceNumber("1")
                        .key("id", s("x"))
                        .viewType(StreamViewType.NEW_IMAGE)
                        .build());

        assertThat(failures.get(number(1)))
                .isInstanceOf(AbsentImageException.class)
                .hasMessageEndingWith("has no old image: the table's stream view type is NEW_IMAGE, "
                        + "and only OLD_IMAGE and NEW_AND_OLD_IMAGES have it");
    }

    @Test
    void failsWhatTheViewRefusesAndHoldsBackWhatIsBehindIt() {
        tables.client().putItem(put -> put.tableName(table)
                .item(Map.of(
                        "PK", AttributeValue.fromS("KIND#b"),
                        "SK", AttributeValue.fromS("all"),
                        "total", AttributeValue.fromS("much"))));

        Map<SequenceNumber, Throwable> failures = handle(
                handler(SUMS),
                thing(1, "x", "a", "1").build(),
                thing(2, "y", "b", "2").build(),
                thing(3, "z", "a", "3").build(),
                thing(4, "y", "a", "4").build(),
                thing(5, "x", "c", "5").build());

        assertThat(failures).containsOnlyKeys(number(2), number(4));
        assertThat(failures.get(number(2)))
                .hasMessageContaining(
                        " refused the change: ValidationError, An operand in the update expression has an incorrect data type");
        assertThat(failures.get(number(4))).isSameAs(HeldBackException.INSTANCE);
        assertThat(tables.view(table).get("KIND#a all")).isEqualTo(sums("2", "4"));
        assertThat(tables.view(table).get("KIND#c all")).isEqualTo(sums("1", "5"));
    }

    @Test
    void countsWhatIsBeforeAChangeThatCanNotBeRead() {
        Map<SequenceNumber, Throwable> failures = handle(
                handler(SUMS),
                thing(1, "x", "a", "5").build(),
                thing(2, "x", "a", "1E+126").build(),
                thing(3, "x", "a", "7").build());

        assertThat(failures).containsOnlyKeys(number(2), number(3));
        assertThat(failures.get(number(3))).isSameAs(HeldBackException.INSTANCE);
        assertThat(tables.view(table)).isEqualTo(Map.of("KIND#a all", sums("1", "5")));
    }

    @Test
    void failsNumbersThatDynamoDbHasNot() {
        Map<SequenceNumber, Throwable> failures = handle(
                handler(SUMS),
                thing(1, "w", "a", "1E+126").build(),
                thing(2, "x", "a", "1.00000000000000000000000000000000000001").build(),
                thing(3, "y", "a", "1E+999999999").build(),
                thing(4, "z", "a", "99999999999999999999999999999999999999").build());

        assertThat(failures).containsOnlyKeys(number(1), number(2), number(3));
        assertThat(failures.values())
                .extracting(Throwable::getMessage)
                .containsOnly(
                        "attribute 'total': the template can't be filled in: an attribute of type N holds no number that "
                                + "DynamoDB has: up to 38 digits, and a magnitude from 1E-130 to 9.99E+125");
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
        BatchHandler handler = Aggregates.handler(tables.client(), "nothere", SUMS);

        Map<SequenceNumber, Throwable> failures = handle(
                handler,
                thing(1, "x", "a", "1").build(),
                thing(2, "y", "a", "1").build());

        assertThat(failures).hasSize(2).allSatisfy((number, cause) -> assertThat(cause)
                .hasMessage("there is no table 'nothere', or no table 'markers-of-nothere', in region 'eu-central-1'. "
                        + "The second one holds markers: it needs partition key 'id' of type S, no sort key, and time to "
                        + "live on attribute 'expires'."));
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

    private static SequenceNumber number(int number) {
        return new SequenceNumber("" + number);
    }
}
