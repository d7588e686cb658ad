package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Deliveries;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.Front.Fault;
import io.millrace.testkit.History;
import io.millrace.testkit.MailServer;
import io.millrace.testkit.SmtpFront;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A change that comes again makes no second mail: for as long as the idempotency of its route remembers. */
class MailIdempotencyIntegrationTests {

    private static final String ENDPOINT = "aws.endpointUrlDynamoDb";
    private static final List<DynamodbStreamRecord> HISTORY = History.random(1, 10, 4);

    @TempDir
    Path directory;

    private MailServer mail;

    @BeforeEach
    void startServer() {
        mail = MailServer.start();
    }

    @AfterEach
    void stopServer() {
        mail.close();
    }

    @Test
    void sendsOneMailWhenItComesAgainToTheSameProcess() {
        try (MailServer another = MailServer.start();
                SmtpFront front = new SmtpFront(another.endpoint());
                Deliveries deliveries = start("memory", handler("copy", front.address()))) {
            front.script(call -> call == 3 ? Fault.ERROR : Fault.NONE);
            List<DynamodbStreamRecord> left = deliveries.deliver(HISTORY);
            assertThat(left).isEqualTo(HISTORY.subList(3, 10)); // its mail is sent, but not its copy
            assertThat(deliveries.deliver(left)).isEmpty();

            assertThat(another.mails()).hasSize(10);
        }

        assertOneMailEach();
    }

    @Test
    void sendsOneMailBeyondTheProcessWhereATableRemembers() {
        try (DynamoDbServer database = DynamoDbServer.start();
                DynamoDbClient client = database.client()) {
            createTable(client);
            System.setProperty(ENDPOINT, database.endpoint().toString());
            for (int process = 0; process < 3; process++) {
                try (Deliveries deliveries = start("dynamodb", handler("copy", mail.endpoint()))) {
                    assertThat(deliveries.deliver(HISTORY)).isEmpty();
                }
            }
        } finally {
            System.clearProperty(ENDPOINT);
        }

        assertThat(mail.mails()).hasSize(20);
    }

    private void assertOneMailEach() {
        assertThat(mail.subjects()).containsExactlyInAnyOrderElementsOf(Marks.of(HISTORY));
    }

    private static void createTable(DynamoDbClient client) {
        client.createTable(table -> table.tableName("millrace-idempotency")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH))
                .attributeDefinitions(key -> key.attributeName("id").attributeType(ScalarAttributeType.S)));
    }

    /** Two handlers of each change, the second one as given. */
    private Deliveries start(String idempotency, String second) {
        return Deliveries.start(directory, """
                millrace:
                  handlers:
                %s
                %s
                  tables:
                    things:
                      name: Things
                      keys: { partition: id }
                      routes:
                        all: { handlers: [mailer, copy], idempotency: %s }
                """.formatted(handler("mailer", mail.endpoint()), second, idempotency));
    }

    private static String handler(String name, URI server) {
        List<String> settings = Marks.settings(
                "transport: smtp", "smtp: { host: 127.0.0.1, port: %d, encryption: none }".formatted(server.getPort()));
        String indented = String.join("\n", settings).indent(6).stripTrailing();
        return "    %s:\n%s".formatted(name, indented);
    }
}
