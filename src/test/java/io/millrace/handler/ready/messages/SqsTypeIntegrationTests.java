package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.aws.AwsClients;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.EventFiles;
import io.millrace.testkit.Records;
import io.millrace.testkit.SqsServer;
import io.millrace.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

class SqsTypeIntegrationTests {

    private static final Map<String, String> SETTINGS = Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "local",
            "aws.secretAccessKey", "local");

    private static SqsServer sqs;

    @BeforeAll
    static void start() {
        sqs = SqsServer.start();
        SETTINGS.forEach(System::setProperty);
    }

    @AfterAll
    static void stop() {
        SETTINGS.keySet().forEach(System::clearProperty);
        sqs.close();
    }

    @Test
    void sendsEachKindOfChangeAsADocument() throws Exception {
        String queue = sqs.queue("documents");
        List<Change<Item>> changes = List.of(
                change(Records.insert()
                        .sequenceNumber("1")
                        .key("id", Attributes.s("a"))
                        .after("price", Attributes.n("12345678901234567890.5"))
                        .build()),
                change(Records.modify()
                        .sequenceNumber("2")
                        .key("id", Attributes.s("b"))
                        .before("n", Attributes.n("1"))
                        .after("n", Attributes.n("2"))
                        .build()),
                change(Records.remove()
                        .sequenceNumber("3")
                        .key("id", Attributes.s("c"))
                        .before("n", Attributes.n("1"))
                        .build()));

        assertThat(handler(queue, null).handle(changes)).isEmpty();

        assertThat(bodies(queue))
                .containsExactlyInAnyOrder(
                        "{\"table\":\"Products\",\"event\":\"INSERT\",\"sequenceNumber\":\"1\",\"keys\":{\"id\":\"a\"},"
                                + "\"new\":{\"price\":12345678901234567890.5}}",
                        "{\"table\":\"Products\",\"event\":\"MODIFY\",\"sequenceNumber\":\"2\",\"keys\":{\"id\":\"b\"},"
                                + "\"old\":{\"n\":1},\"new\":{\"n\":2}}",
                        "{\"table\":\"Products\",\"event\":\"REMOVE\",\"sequenceNumber\":\"3\",\"keys\":{\"id\":\"c\"},"
                                + "\"old\":{\"n\":1}}");
    }

    @Test
    void keepsTheOrderOfAnItemAndTakesNothingTwiceInAFifoQueue() throws Exception {
        String queue = sqs.queue("ordered.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        List<Change<Item>> changes = IntStream.range(0, 60)
                .mapToObj(i -> change(Records.insert()
                        .sequenceNumber("" + (100 + i))
                        .key("id", Attributes.s("" + "abc".charAt(i % 3)))
                        .after("n", Attributes.n("" + (100 + i)))
                        .build()))
                .toList();
        BatchHandler handler = handler(queue, "{{keys.id}} {{new.n}}");

        assertThat(handler.handle(changes)).isEmpty();
        assertThat(handler.handle(changes.subList(0, 10))).isEmpty(); // comes again

        List<Message> messages = messages(queue);
        assertThat(messages).hasSize(60);
        for (String item : List.of("a", "b", "c")) {
            assertThat(messages.stream().map(Message::body).filter(body -> body.startsWith(item)))
                    .isSorted()
                    .hasSize(20);
        }
        assertThat(messages).allSatisfy(message -> assertThat(
                        message.messageAttributes().get("table").stringValue())
                .isEqualTo("Products"));
    }

    @Test
    void letsNoValueBreakOutOfAMessageInJson() throws Exception {
        String queue = sqs.queue("json");
        Change<Item> hostile = change(Records.insert()
                .sequenceNumber("101")
                .key("id", Attributes.s("x\",\"role\":\"admin"))
                .build());

        assertThat(handler(queue, " {\"id\": \"{{keys.id}}\"}").handle(List.of(hostile)))
                .isEmpty();
        assertThat(handler(queue, "{{keys.id}}").handle(List.of(hostile))).isEmpty();

        assertThat(bodies(queue))
                .containsExactlyInAnyOrder(" {\"id\": \"x\\\",\\\"role\\\":\\\"admin\"}", "x\",\"role\":\"admin");
    }

    @Test
    void givesMessagesTheAttributesOfTheSettings() throws Exception {
        String queue = sqs.queue("attributes");
        SqsType.Settings settings =
                new SqsType.Settings(queue, "text", null, null, Map.of("owner", "{{keys.id}}", "kind", "thing"), null);
        BatchHandler handler =
                (BatchHandler) new SqsType(new AwsClients(List::of), Time.SYSTEM).handler("changes", settings);

        assertThat(handler.handle(changes("101@a"))).isEmpty();

        assertThat(messages(queue)).singleElement().satisfies(message -> {
            assertThat(message.messageAttributes()).containsOnlyKeys("table", "event", "owner", "kind");
            assertThat(message.messageAttributes().get("owner").stringValue()).isEqualTo("a");
            assertThat(message.messageAttributes().get("kind").stringValue()).isEqualTo("thing");
        });
    }

    @Test
    void failsWhatCanNotBeSentForItselfAndHoldsBackWhatIsBehindIt() throws Exception {
        String queue = sqs.queue("poison");
        List<Change<Item>> changes = new ArrayList<>(changes("101@a", "102@b"));
        changes.add(change(Records.insert()
                .sequenceNumber("103")
                .key("id", Attributes.s("a"))
                .after("text", Attributes.s("x".repeat(1024 * 1024)))
                .build()));
        changes.addAll(changes("104@a", "105@b"));

        Map<SequenceNumber, Throwable> failures = handler(queue, null).handle(changes);

        assertThat(failures).containsOnlyKeys(new SequenceNumber("103"), new SequenceNumber("104"));
        assertThat(failures.get(new SequenceNumber("103")))
                .hasMessageEndingWith("bytes are too large; 1048576 are accepted");
        assertThat(failures.get(new SequenceNumber("104"))).isInstanceOf(HeldBackException.class);
        assertThat(bodies(queue)).hasSize(3);
    }

    @Test
    void writesInJsonAsEscapesWhatNoQueueTakes() throws Exception {
        String queue = sqs.queue("escapes");
        List<Change<Item>> changes = EventFiles.changes(getClass(), "noncharacters.json");

        assertThat(handler(queue, "{\"note\": \"{{new.note}}\"}").handle(changes))
                .isEmpty();
        assertThat(handler(queue, null).handle(changes)).isEmpty();

        List<String> bodies = bodies(queue);
        assertThat(bodies)
                .contains(
                        "{\"note\": \"bad \\uFFFF\"}",
                        "{\"note\": \"\\uFFFE and \\u0001\"}",
                        "{\"note\": \"half \\uD83D\"}",
                        "{\"note\": \"whole \uD83D\uDC15\"}");
        assertThat(bodies.stream()
                        .map(JsonMapper.shared()::readTree)
                        .filter(json -> json.has("new"))
                        .map(json -> json.at("/new/note").stringValue()))
                .containsExactlyInAnyOrder("bad \uFFFF", "\uFFFE and \u0001", "half \uD83D", "whole \uD83D\uDC15");
    }

    @Test
    void failsThatByItselfWhoseTextNoQueueTakes() throws Exception {
        String queue = sqs.queue("texts");
        List<Change<Item>> changes = EventFiles.changes(getClass(), "noncharacters.json");

        Map<SequenceNumber, Throwable> failures = handler(queue, "{{new.note}}").handle(changes);
        SqsType.Settings settings =
                new SqsType.Settings(queue, "text", null, null, Map.of("note", "{{new.note}}"), null);
        Map<SequenceNumber, Throwable> inAttributes = ((BatchHandler)
                        new SqsType(new AwsClients(List::of), Time.SYSTEM).handler("changes", settings))
                .handle(changes);

        assertThat(failures.values())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "the message has the character U+FFFF, which a queue does not accept",
                        "the message has the character U+FFFE, which a queue does not accept",
                        "the message has the character U+D83D, which a queue does not accept");
        assertThat(inAttributes.values())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "the attribute 'note' has the character U+FFFF, which a message does not accept",
                        "the attribute 'note' has the character U+FFFE, which a message does not accept",
                        "the attribute 'note' has the character U+D83D, which a message does not accept");
        assertThat(bodies(queue)).containsExactlyInAnyOrder("whole \uD83D\uDC15", "text");
    }

    @Test
    void failsAllThatAQueueThatIsNotThereShouldHaveGot() throws Exception {
        Map<SequenceNumber, Throwable> failures =
                handler(sqs.endpoint() + "/000000000000/nothere", null).handle(changes("101@a", "102@b", "103@a"));

        assertThat(failures).hasSize(3);
    }

    @Test
    void sendsToAServerOnThisMachineThatIsToldNoRegionAndNoCredentials() throws Exception {
        String queue = sqs.queue("untold");
        SETTINGS.keySet().forEach(System::clearProperty);
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            assertThat(handler(queue, null).handle(changes("101@a"))).isEmpty();
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
            SETTINGS.forEach(System::setProperty);
        }

        assertThat(bodies(queue)).hasSize(1);
    }

    private static BatchHandler handler(String queue, @Nullable String message) {
        SqsType type = new SqsType(new AwsClients(List::of), Time.SYSTEM);
        return (BatchHandler) type.handler("changes", new SqsType.Settings(queue, message, null, null, null, null));
    }

    private static List<Change<Item>> changes(String... records) {
        return Records.batch(records).stream()
                .map(SqsTypeIntegrationTests::change)
                .toList();
    }

    private static Change<Item> change(DynamodbStreamRecord record) {
        return Change.of(record, Records.TABLE);
    }

    private static List<String> bodies(String queue) {
        return messages(queue).stream().map(Message::body).toList();
    }

    private static List<Message> messages(String queue) {
        return sqs.take(queue);
    }
}
