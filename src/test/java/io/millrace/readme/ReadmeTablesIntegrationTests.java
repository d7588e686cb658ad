package io.millrace.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.DynamoDbServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The commands that make a replica, and give a table a stream, carried out as they stand. */
class ReadmeTablesIntegrationTests {

    @Test
    void makeATableAndGiveATableAStream() {
        Map<String, List<String>> replica = options("aws dynamodb create-table --region ");
        Map<String, List<String>> stream = options("aws dynamodb update-table ");
        try (DynamoDbServer local = DynamoDbServer.start();
                DynamoDbClient client = local.client()) {
            assertThat(replica)
                    .containsOnlyKeys("region", "table-name", "billing-mode", "key-schema", "attribute-definitions");
            client.createTable(table(replica, replica.get("table-name").get(0)));
            client.createTable(table(replica, stream.get("table-name").get(0)));
            Map<String, String> specification =
                    pairs(stream.get("stream-specification").get(0));
            TableDescription changed = client.updateTable(
                            update -> update.tableName(stream.get("table-name").get(0))
                                    .streamSpecification(given -> given.streamEnabled(
                                                    Boolean.valueOf(specification.get("StreamEnabled")))
                                            .streamViewType(specification.get("StreamViewType"))))
                    .tableDescription();

            assertThat(changed.keySchema())
                    .extracting(key -> key.attributeName() + " " + key.keyTypeAsString())
                    .containsExactly("product_id HASH", "category RANGE");
            assertThat(changed.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
        }
    }

    private static CreateTableRequest table(Map<String, List<String>> options, String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(options.get("billing-mode").get(0))
                .keySchema(options.get("key-schema").stream()
                        .map(ReadmeTablesIntegrationTests::pairs)
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(key.get("AttributeName"))
                                .keyType(key.get("KeyType"))
                                .build())
                        .toList())
                .attributeDefinitions(options.get("attribute-definitions").stream()
                        .map(ReadmeTablesIntegrationTests::pairs)
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.get("AttributeName"))
                                .attributeType(attribute.get("AttributeType"))
                                .build())
                        .toList())
                .build();
    }

    /** The options of the only command that begins so, with their words. */
    private static Map<String, List<String>> options(String begin) {
        List<String> commands = Readme.commands().stream()
                .filter(command -> command.startsWith(begin))
                .toList();
        assertThat(commands).hasSize(1);
        Map<String, List<String>> options = new HashMap<>();
        Stream.of(commands.get(0).split(" --")).skip(1).forEach(option -> {
            String[] words = option.strip().split("[\\s\\\\]+");
            options.put(words[0], List.of(words).subList(1, words.length));
        });
        return options;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        Arrays.stream(text.split(",")).forEach(pair -> pairs.put(pair.split("=")[0], pair.split("=")[1]));
        return pairs;
    }
}
