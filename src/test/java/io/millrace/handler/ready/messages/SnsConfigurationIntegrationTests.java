package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Attributes;
import io.millrace.testkit.Deliveries;
import io.millrace.testkit.Records;
import io.millrace.testkit.SnsServer;
import io.millrace.testkit.SnsServer.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** From a configuration to a subscriber. */
class SnsConfigurationIntegrationTests {

    @TempDir
    private Path directory;

    @Test
    void welcomesEachNewPetWithAttributesNamedAsTheyAreWritten() {
        try (SnsServer sns = SnsServer.start()) {
            Topic topic = sns.topic("pets");
            try (Deliveries deliveries = Deliveries.start(directory, configuration(sns, topic))) {
                deliveries.deliver(List.of(Records.insert()
                        .table("PetTracker")
                        .key("PK", Attributes.s("USER#u-1"))
                        .key("SK", Attributes.s("PET#p-1"))
                        .after("name", Attributes.s("Rex"))
                        .after("userId", Attributes.s("u-1"))
                        .build()));
            }

            List<Message> messages = sns.take(topic);
            assertThat(messages).extracting(Message::body).containsExactly("Welcome Rex to PetTracker!");
            assertThat(attributes(messages.get(0)))
                    .isEqualTo(Map.of(
                            "table", "PetTracker",
                            "event", "INSERT",
                            "userId", "u-1",
                            "eventType", "NEW_PET",
                            "pet_kind", "dog",
                            "pet.name", "Rex"));
        }
    }

    private static String configuration(SnsServer sns, Topic topic) {
        return """
                millrace:
                  handlers:
                    welcome:
                      type: sns
                      topic-arn: %s
                      endpoint: %s
                      message: "Welcome {{new.name}} to PetTracker!"
                      attributes:
                        userId: "{{new.userId}}"
                        eventType: NEW_PET
                        pet_kind: "{{new.kind ?: dog}}"
                        "[pet.name]": "{{new.name}}"
                  tables:
                    pets:
                      name: PetTracker
                      keys: { partition: PK, sort: SK }
                      routes:
                        added: { events: INSERT, sort-key: "PET#*", handler: welcome }
                """.formatted(topic.arn(), sns.endpoint());
    }

    private static Map<String, String> attributes(Message message) {
        return message.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().stringValue()));
    }
}
