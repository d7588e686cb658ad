package io.millrace.handler.ready.replicate;

import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Deliveries;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.HttpFront;
import io.millrace.testkit.Records;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The other table is in eu-west-1 only, the application in eu-central-1. */
@ExtendWith(OutputCaptureExtension.class)
class ReplicateRegionIntegrationTests {

    private static DynamoDbServer frankfurt;
    private static DynamoDbServer dublin;
    private static HttpFront database;
    private static DynamoDbClient ireland;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        frankfurt = DynamoDbServer.start();
        dublin = DynamoDbServer.start();
        database = new HttpFront(
                headers -> headers.getFirst("Authorization").contains("/eu-west-1/")
                        ? dublin.endpoint()
                        : frankfurt.endpoint(),
                new HttpFront.Answer(503, "text/plain", ""));
        ireland = dublin.client();
    }

    @AfterAll
    static void stop() {
        ireland.close();
        database.close();
        dublin.close();
        frankfurt.close();
    }

    @Test
    void writesIntoATableOfAnotherRegion() {
        Replica replica = Replica.create(ireland);

        assertThat(deliver(replica, "region: eu-west-1")).isEmpty();

        assertThat(replica.items()).containsOnlyKeys("a");
        assertThat(replica.items().get("a")).containsEntry("title", AttributeValue.fromS("Book"));
    }

    @Test
    void findsNoTableInItsOwnRegion(CapturedOutput output) {
        Replica replica = Replica.create(ireland);

        assertThat(deliver(replica, "")).hasSize(1);

        assertThat(replica.items()).isEmpty();
        assertThat(output).contains("there is no such table");
    }

    /** Returns what is left to be delivered again. */
    private List<DynamodbStreamRecord> deliver(Replica replica, String region) {
        DynamodbStreamRecord record = Records.insert()
                .table("Things")
                .key("id", s("a"))
                .after("id", s("a"))
                .after("title", s("Book"))
                .build();
        try (Deliveries deliveries =
                Deliveries.start(directory, """
                millrace:
                  handlers:
                    copy:
                      type: replicate
                      table: %s
                      endpoint: %s
                      %s
                  tables:
                    things:
                      name: Things
                      keys: { partition: id }
                      routes: { all: { handler: copy } }
                """.formatted(replica.table(), database.address(), region))) {
            return deliveries.deliver(List.of(record));
        }
    }
}
