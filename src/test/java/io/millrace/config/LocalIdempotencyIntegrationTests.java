package io.millrace.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceApplication;
import io.millrace.event.EventReader;
import io.millrace.function.TableFunctions;
import io.millrace.testkit.DynamoDbServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** From the configuration to the table, in a database of this machine, that nobody has made there. */
class LocalIdempotencyIntegrationTests {

    private static final String EVENT = """
            {"Records": [{"eventID": "e-1", "eventName": "INSERT", "eventSource": "aws:dynamodb",
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:1:table/pets/stream/1",
              "dynamodb": {"Keys": {"PK": {"S": "x"}}, "NewImage": {"name": {"S": "Rex"}}, "SequenceNumber": "111"}}]}""";

    @Test
    void makesTheTableAndNotesWhatIsDone() {
        try (DynamoDbServer local = DynamoDbServer.start();
                DynamoDbClient client = local.client()) {
            Map<String, String> settings = Map.of(
                    "aws.region", "eu-central-1",
                    "aws.accessKeyId", "local",
                    "aws.secretAccessKey", "local",
                    "aws.endpointUrlDynamoDb", local.endpoint().toString());
            settings.forEach(System::setProperty);
            try {
                handle();
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }

            assertThat(client.scan(scan -> scan.tableName("done-by-pets")).items())
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.get("id").s()).matches("pets/r/petWelcome/e-1/111/[0-9a-f]{32}");
                        assertThat(item.get("status").s()).isEqualTo("COMPLETED");
                    });
        }
    }

    private static void handle() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(MillraceApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--millrace.idempotency.table=done-by-pets",
                        "--millrace.tables.pets.routes.r.handler=petWelcome",
                        "--millrace.tables.pets.routes.r.idempotency=dynamodb")) {
            context.getBean(TableFunctions.class)
                    .byId("pets")
                    .orElseThrow()
                    .apply(new EventReader().read(EVENT.getBytes(UTF_8)));
        }
    }
}
