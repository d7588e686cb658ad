package io.millrace.handler.ready.replicate;

import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An empty table before each test, handlers that write into it, and records for them. */
abstract class ReplicaFixture {

    static final String ARN = "arn:aws:dynamodb:eu-central-1:123456789012:table/Things";
    private static final String STREAM = ARN + "/stream/2026-01-01T00:00:00.000";

    static DynamoDbServer database;
    static DynamoDbClient client;

    Replica replica;

    @BeforeAll
    static void start() {
        database = DynamoDbServer.start();
        client = database.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        database.close();
    }

    @BeforeEach
    void makeTable() {
        replica = Replica.create(client);
    }

    void deliver(Map<String, String> settings, DynamodbStreamRecord... records) throws Exception {
        assertThat(failures(settings, records)).isEmpty();
    }

    Map<SequenceNumber, Throwable> failures(Map<String, String> settings, DynamodbStreamRecord... records)
            throws Exception {
        try (Replicator handler = replica.handler(settings)) {
            return Replica.deliver(handler, records);
        }
    }

    void seed(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(replica.table()).item(item));
    }

    static RecordBuilder put(String number, String id) {
        return Records.insert()
                .arn(STREAM)
                .sequenceNumber(number)
                .key("id", s(id))
                .after("id", s(id));
    }

    static DynamodbStreamRecord removal(String number, String id) {
        return Records.remove()
                .arn(STREAM)
                .sequenceNumber(number)
                .key("id", s(id))
                .build();
    }

    static SequenceNumber number(String text) {
        return new SequenceNumber(text);
    }
}
