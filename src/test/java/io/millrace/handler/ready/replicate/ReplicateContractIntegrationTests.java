package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.Records;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table has just what the other one has. */
class ReplicateContractIntegrationTests extends HandlerContract {

    private static final int MOST = 400 * 1024;

    private static DynamoDbServer database;
    private static DynamoDbClient client;

    private Replica replica;

    @BeforeAll
    static void startServer() {
        database = DynamoDbServer.start();
        client = database.client();
    }

    @AfterAll
    static void stopServer() {
        client.close();
        database.close();
    }

    @BeforeEach
    void makePlace() {
        replica = Replica.create(client);
    }

    static DynamoDbClient client() {
        return client;
    }

    @Override
    protected URI server() {
        return database.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: replicate", "table: " + replica.table(), "endpoint: " + endpoint);
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                400,
                "application/x-amz-json-1.0",
                "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ThrottlingException\", \"message\": \"too fast\"}");
    }

    /** An item that DynamoDB takes, but not with a version. */
    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return Records.insert()
                .table(History.TABLE)
                .sequenceNumber(sequenceNumber)
                .key("id", Attributes.s("poison"))
                .after("id", Attributes.s("poison"))
                .after("text", Attributes.s("x".repeat(MOST - "idpoisontext".length())))
                .build();
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        assertThat(replica.items()).isEqualTo(Replica.after(history));
    }
}
