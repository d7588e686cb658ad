package io.millrace.handler.ready.aggregate;

import static io.millrace.handler.ready.aggregate.Aggregates.handle;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.Records;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtremesIntegrationTests {

    private static final List<String> VIEW =
            List.of("key: { PK: a, SK: b }", "max: { largest: '{{new.value}}' }", "min: { smallest: '{{new.value}}' }");

    private static ViewTables tables;

    private String table;
    private int records;

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

    @ParameterizedTest
    @CsvSource({"5 7 6 5 7 -1 8,-1,8", "9 10 100,9,100", "1 1.0 1.00,1,1", "1E+3 999 -1E-3,-0.001,1000"})
    void comparesNumbersAsNumbers(String values, String smallest, String largest) {
        BatchHandler handler = handler(VIEW);
        Stream.of(values.split(" "))
                .forEach(value -> assertThat(handle(handler, record(n(value)))).isEmpty());

        assertView(ViewTables.number(smallest), ViewTables.number(largest));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10 2026-11-20T11 2026-11-21,2026-11-20T11,2026-11-21T10",
        "\uFF5E \uD83D\uDE00 z,z,\uD83D\uDE00", // UTF-16 has these two the other way round
        "'a b ','',b"
    })
    void comparesTextsAsDynamoDbDoes(String values, String smallest, String largest) {
        List<DynamodbStreamRecord> all =
                Stream.of(values.split(" ", -1)).map(value -> record(s(value))).toList();

        assertThat(handle(handler(VIEW), all)).isEmpty(); // in one transaction
        assertView(smallest, largest);

        BatchHandler another = handler(VIEW);
        Stream.of(values.split(" ", -1))
                .forEach(value -> assertThat(handle(another, record(s(value)))).isEmpty());
        assertView(smallest, largest);
    }

    @Test
    void stayWhateverWasKnownOfThem() {
        BatchHandler one = handler(VIEW);
        BatchHandler other = handler(VIEW);
        assertThat(handle(one, record(n("5")))).isEmpty();
        assertThat(handle(other, record(n("9")))).isEmpty();
        assertThat(handle(one, record(n("7")))).isEmpty();
        assertThat(handle(one, record(n("1")))).isEmpty();
        assertThat(handle(other, record(n("3")))).isEmpty();
        assertView(ViewTables.number("1"), ViewTables.number("9"));

        tables.client().deleteItem(delete -> delete.tableName(table)
                .key(new ViewKey(Map.of("PK", "a", "SK", "b")).attributes()));
        assertThat(handle(one, record(n("4")))).isEmpty();
        assertView(ViewTables.number("4"), ViewTables.number("4"));
    }

    @Test
    void failWhereTheViewHasAnotherType() {
        BatchHandler handler = handler(VIEW);

        Map<SequenceNumber, Throwable> failures =
                handle(handler, record(n("5")), record(s("secret")), record(n("6")), record(n("4")));

        assertThat(failures).hasSize(1).allSatisfy((number, cause) -> assertThat(cause)
                .hasMessage("attribute 'largest' in table '%s' is of another type than what the change has for it"
                        .formatted(table)));
        assertView(ViewTables.number("4"), ViewTables.number("6"));
    }

    @Test
    void failOfWhatIsNeitherANumberNorAText() {
        assertThat(handle(handler(VIEW), record(new AttributeValue().withBOOL(true))))
                .hasSize(1)
                .allSatisfy((number, cause) ->
                        assertThat(cause).hasMessage("attribute 'largest': it is neither a number nor a text"));
    }

    @Test
    void stayWhereAnItemGoes() {
        BatchHandler handler = handler(VIEW);

        assertThat(handle(
                        handler,
                        record(n("5")),
                        Records.remove()
                                .sequenceNumber("900")
                                .key("id", s("x"))
                                .before("value", n("5"))
                                .build()))
                .isEmpty();

        assertView(ViewTables.number("5"), ViewTables.number("5"));
    }

    private BatchHandler handler(List<String> view) {
        return Aggregates.handler(tables.client(), table, view);
    }

    private void assertView(Object smallest, Object largest) {
        assertThat(tables.view(table)).isEqualTo(Map.of("a b", Map.of("smallest", smallest, "largest", largest)));
    }

    private DynamodbStreamRecord record(AttributeValue value) {
        String number = "" + ++records;
        return Records.insert()
                .sequenceNumber(number)
                .key("id", s(number))
                .after("value", value)
                .build();
    }
}
