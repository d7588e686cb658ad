package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.aws.Arn;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.MessageAttributes;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

class SnsMessageTests {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:changes";

    private static final String BREAK =
            "the subject has a line break or another control character, which a topic does not accept";

    private static final List<Arguments> SUBJECTS = List.of(
            subject("empty", "", "the subject is empty, which a topic does not accept"),
            subject("blank", "  ", "the subject is empty, which a topic does not accept"),
            subject("long", "x".repeat(101), "the subject has 101 characters; a topic accepts 100"),
            subject("two lines", "a\nb", BREAK),
            subject("a header", "a\r\nBcc: b", BREAK),
            subject("a bell", "a\u0007", BREAK),
            subject("a line separator", "a\u2028b", BREAK),
            subject("no character", "a\uFFFF", "the subject has the character U+FFFF, which a topic does not accept"),
            subject(
                    "half a character",
                    "\uDC15",
                    "the subject has the character U+DC15, which a topic does not accept"));

    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void failsAChangeWhoseSubjectATopicWouldNotTake(String name, String problem) {
        SnsMessage message = message("{{new.name}}", Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> message.of(named(name)))
                .withMessage(problem);
    }

    @Test
    void takesAHundredCharactersOfAnyScript() {
        String subject = "\uD83D\uDC15".repeat(100);

        assertThat(message("{{new.name}}", Map.of()).of(named(subject)).build().subject())
                .isEqualTo(subject);
    }

    @Test
    void failsAChangeThatLeavesAnAttributeEmpty() {
        SnsMessage message = message("a", Map.of("owner", "{{new.name}}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> message.of(named("")))
                .withMessage("the attribute 'owner' is empty, which is not accepted");
    }

    @Test
    void failsAChangeWhoseTextATopicWouldNotTake() {
        SnsMessage message = new SnsMessage(change -> "a\uFFFE", null, new MessageAttributes(Map.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> message.of(named("a")))
                .withMessage("the message has the character U+FFFE, which a topic does not accept");
    }

    @Test
    void letsSettingsSayWhatTableAndEventAre() {
        SnsMessage message = message("a", Map.of("event", "NEW_PET"));

        assertThat(message.of(named("a")).build().messageAttributes())
                .containsOnlyKeys("table", "event")
                .hasEntrySatisfying(
                        "event", event -> assertThat(event.stringValue()).isEqualTo("NEW_PET"));
    }

    @Test
    void groupsByItemAndTellsEventsApartInAFifoTopic() {
        SnsSink sink = sink(TOPIC + ".fifo");
        PublishBatchRequestEntry first = sink.entry(change("101", "a"));
        PublishBatchRequestEntry again = sink.entry(change("101", "a"));
        PublishBatchRequestEntry second = sink.entry(change("102", "a"));
        PublishBatchRequestEntry other = sink.entry(change("103", "b"));

        assertThat(again).isEqualTo(first);
        assertThat(second.messageGroupId()).isEqualTo(first.messageGroupId()).isNotEqualTo(other.messageGroupId());
        assertThat(second.messageDeduplicationId()).isNotEqualTo(first.messageDeduplicationId());
        assertThat(first.messageGroupId()).matches("[0-9a-f]{64}");
    }

    @Test
    void hasNoGroupsInAStandardTopic() {
        PublishBatchRequestEntry entry = sink(TOPIC).entry(change("101", "a"));

        assertThat(entry.messageGroupId()).isNull();
        assertThat(entry.messageDeduplicationId()).isNull();
    }

    @Test
    void countsAllThatTakesOfTheLimit() {
        PublishBatchRequestEntry entry =
                message("é", Map.of("owner", "é")).of(named("a")).build();

        int attributes = "table".length() + "String".length() + "Products".length();
        attributes += "event".length() + "String".length() + "INSERT".length();
        attributes += "owner".length() + "String".length() + 2;
        assertThat(sink(TOPIC).bytes(entry)).isEqualTo("text".length() + 2 + attributes);
    }

    private static SnsMessage message(String subject, Map<String, String> attributes) {
        return new SnsMessage(change -> "text", SnsSubject.of(subject), MessageAttributes.of(attributes));
    }

    private static SnsSink sink(String topic) {
        return new SnsSink("welcome", Arn.find(topic).orElseThrow(), message("a", Map.of()), () -> null);
    }

    private static Change<Item> named(String name) {
        return Records.insert()
                .key("id", Attributes.s("a"))
                .after("name", Attributes.s(name))
                .change();
    }

    private static Change<Item> change(String number, String id) {
        return Records.insert()
                .sequenceNumber(number)
                .eventId("event-" + number)
                .key("id", Attributes.s(id))
                .change();
    }

    private static Arguments subject(String name, String subject, String problem) {
        return arguments(Named.named(name, subject), problem);
    }
}
