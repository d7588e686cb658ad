package io.millrace.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dispatch.Lease;
import io.millrace.dispatch.RecordId;
import io.millrace.dispatch.WorkId;
import io.millrace.idempotency.DynamoDbIdempotencyStore;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the table for idempotency as the README's commands do, and uses it. */
class ReadmeIdempotencyIntegrationTests {

    private static final Pattern CREATE = Pattern.compile("aws dynamodb create-table --table-name (\\S+) "
            + "--billing-mode (\\S+) --key-schema AttributeName=(\\w+),KeyType=(\\w+) "
            + "--attribute-definitions AttributeName=(\\w+),AttributeType=(\\w+)");
    private static final Pattern LIVE = Pattern.compile("aws dynamodb update-time-to-live --table-name (\\S+) "
            + "--time-to-live-specification Enabled=true,AttributeName=(\\w+)");

    @Test
    void makesATableThatWorks() {
        try (DynamoDbServer local = DynamoDbServer.start();
                DynamoDbClient client = local.client()) {
            Matcher create = command(CREATE);
            client.createTable(table -> table.tableName(create.group(1))
                    .billingMode(create.group(2))
                    .keySchema(key -> key.attributeName(create.group(3)).keyType(create.group(4)))
                    .attributeDefinitions(
                            key -> key.attributeName(create.group(5)).attributeType(create.group(6))));
            Matcher live = command(LIVE);
            client.updateTimeToLive(update -> update.tableName(live.group(1))
                    .timeToLiveSpecification(expires -> expires.enabled(true).attributeName(live.group(2))));

            use(client, create.group(1), live.group(2));
        }
    }

    /** For markers of aggregates, too: a table of the same kind. */
    @Test
    void namesTablesOfOneKind() {
        assertThat(Readme.commands().stream()
                        .filter(command -> command.contains(" create-table --table-name millrace-")))
                .hasSize(2)
                .allSatisfy(command -> assertThat(command).matches(CREATE));
        assertThat(Readme.commands().stream().filter(command -> command.contains(" update-time-to-live ")))
                .hasSize(2)
                .allSatisfy(command -> assertThat(command).matches(LIVE));
    }

    private static void use(DynamoDbClient client, String table, String expires) {
        Time time = new Time(InstantSource.system(), wait -> {});
        var store = new DynamoDbIdempotencyStore(() -> client, table, Duration.ofHours(24), time);
        List<WorkId> works =
                List.of(new WorkId("Products", "added", "productAdded", new RecordId("e-1", "111", "item")));
        Lease lease = new Lease("reader", time.clock().instant().plusSeconds(60));
        store.claim(works, lease);
        store.complete(works, lease);

        assertThat(store.claim(works, lease).done()).containsExactlyElementsOf(works);
        assertThat(client.scan(scan -> scan.tableName(table)).items())
                .singleElement()
                .satisfies(item -> assertThat(item.get(expires).n()).isNotNull());
    }

    private static Matcher command(Pattern pattern) {
        return Readme.commands().stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow();
    }
}
