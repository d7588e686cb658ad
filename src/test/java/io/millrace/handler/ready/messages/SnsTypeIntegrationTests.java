package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import io.millrace.testkit.SnsServer;
import io.millrace.testkit.SnsServer.Topic;
import io.millrace.time.Time;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(LocalCredentials.class)
class SnsTypeIntegrationTests {

    private static SnsServer sns;

    @BeforeAll
    static void start() {
        sns = SnsServer.start();
    }

    @AfterAll
    static void stop() {
        if (sns != null) {
            sns.close();
        }
    }

    @Test
    void welcomesEachNewPet() throws Exception {
        Topic topic = sns.topic("pets", false);

        assertThat(welcome(topic).handle(List.of(pet("101", "Rex"), pet("102", "Ida \"{{new.userId}}\""))))
                .isEmpty();

        List<JsonNode> notifications = notifications(topic);
        assertThat(notifications)
                .extracting(notification -> notification.path("Message").stringValue())
                .containsExactly("Welcome Rex to PetTracker!", "Welcome Ida \"{{new.userId}}\" to PetTracker!");
        assertThat(notifications.get(0).path("Subject").stringValue()).isEqualTo("INSERT: Rex");
        assertThat(attributes(notifications.get(0)))
                .isEqualTo(Map.of("table", "Products", "event", "INSERT", "userId", "u-1", "eventType", "NEW_PET"));
    }

    @Test
    void tellsSubscribersWhatTheyFilterBy() throws Exception {
        Topic topic = sns.topic("filtered", false);
        sns.filter(topic, "{\"eventType\": [\"NEW_PET\"], \"event\": [\"INSERT\"]}");

        welcome(topic).handle(List.of(pet("101", "Rex")));
        handler(topic, null, null, Map.of("eventType", "OTHER")).handle(List.of(pet("102", "Ida")));

        assertThat(notifications(topic)).hasSize(1);
    }

    @Test
    void failsThatByItselfWhoseSubjectATopicWouldNotTake() throws Exception {
        Topic topic = sns.topic("subjects", false);

        Map<SequenceNumber, Throwable> failures =
                welcome(topic).handle(List.of(pet("101", "Rex"), pet("102", "a\nb"), pet("103", "Ida")));

        assertThat(failures).containsOnlyKeys(new SequenceNumber("102"));
        assertThat(notifications(topic)).hasSize(2);
    }

    @Test
    void failsAllThatATopicThatIsNotThereShouldHaveGot() throws Exception {
        Topic none = new Topic("arn:aws:sns:eu-central-1:000000000000:nothere", "");

        assertThat(welcome(none).handle(List.of(pet("101", "Rex"), pet("102", "Ida"))))
                .hasSize(2);
    }

    private static BatchHandler welcome(Topic topic) {
        return handler(
                topic,
                "Welcome {{new.name}} to PetTracker!",
                "{{event}}: {{new.name}}",
                Map.of("userId", "{{new.userId}}", "eventType", "NEW_PET"));
    }

    private static BatchHandler handler(
            Topic topic, @Nullable String message, @Nullable String subject, Map<String, String> attributes) {
        SnsType.Settings settings = new SnsType.Settings(
                topic.arn(),
                message,
                null,
                null,
                subject,
                attributes,
                null,
                sns.endpoint().toString());
        return (BatchHandler) new SnsType(new AwsClients(List::of), new Time(InstantSource.system(), wait -> {}))
                .handler("welcome", settings);
    }

    private static Change<Item> pet(String number, String name) {
        return Records.insert()
                .sequenceNumber(number)
                .key("id", Attributes.s(number))
                .after("name", Attributes.s(name))
                .after("userId", Attributes.s("u-1"))
                .change();
    }

    private static List<JsonNode> notifications(Topic topic) {
        return sns.take(topic).stream()
                .map(Message::body)
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static Map<String, String> attributes(JsonNode notification) {
        return notification.path("MessageAttributes").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> attribute.getValue().path("Value").stringValue()));
    }
}
