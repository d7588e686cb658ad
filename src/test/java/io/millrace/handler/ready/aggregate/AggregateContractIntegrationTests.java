package io.millrace.handler.ready.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.Records;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A view by kind, which items come to and leave: all of it is as if each change had come once. */
class AggregateContractIntegrationTests extends HandlerContract {

    private static ViewTables tables;

    private String table;

    @BeforeAll
    static void startServer() {
        tables = new ViewTables();
    }

    @AfterAll
    static void stopServer() {
        tables.close();
    }

    @BeforeEach
    void makePlace() {
        table = tables.create();
    }

    @Override
    protected URI server() {
        return tables.database().endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        List<String> settings = new ArrayList<>(
                List.of("type: aggregate", "table: " + table, "markers: markers-of-" + table, "endpoint: " + endpoint));
        settings.addAll(view());
        return settings;
    }

    List<String> view() {
        return Fold.BY_KIND;
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                400,
                "application/x-amz-json-1.0",
                "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\"}");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return Records.insert()
                .table(History.TABLE)
                .sequenceNumber(sequenceNumber)
                .key("id", Attributes.s("poison"))
                .after("kind", Attributes.s("a"))
                .after("amount", Attributes.s("much"))
                .after("mark", Attributes.s("x"))
                .build();
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        assertThat(tables.view(table)).isEqualTo(expected(history));
    }

    Map<String, Map<String, Object>> expected(List<DynamodbStreamRecord> history) {
        return Fold.byKind(history);
    }
}
