package io.millrace.handler.ready.messages;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Mistakes in handlers of the type {@code eventbridge}. */
class EventBridgeMistakesTests {

    private static final List<Arguments> MISTAKES = List.of(
            mistake(
                    "a bus with a blank",
                    ", bus: my bus",
                    ".bus: 'my bus' is neither the name of an event bus nor its ARN, such as arn:aws:events:eu-central-1:123456789012:event-bus/changes."),
            mistake(
                    "a rule's ARN",
                    ", bus: 'arn:aws:events:eu-west-1:123456789012:rule/a'",
                    ".bus: 'arn:aws:events:eu-west-1:123456789012:rule/a' is neither the name of an event bus nor its ARN, such as arn:aws:events:eu-central-1:123456789012:event-bus/changes."),
            mistake(
                    "a partner's bus",
                    ", bus: aws.partner/a/b",
                    ".bus: 'aws.partner/a/b' is neither the name of an event bus nor its ARN, such as arn:aws:events:eu-central-1:123456789012:event-bus/changes."),
            mistake(
                    "an empty source",
                    ", source: ''",
                    ".source: '' is not a source. A source is not empty, and does not begin with 'aws.', which is reserved for AWS."),
            mistake(
                    "a source of AWS",
                    ", source: aws.dynamodb",
                    ".source: 'aws.dynamodb' is not a source. A source is not empty, and does not begin with 'aws.', which is reserved for AWS."),
            mistake(
                    "a detail and what is about JSON",
                    ", detail: '{}', include: [name]",
                    ".include: it is about the change as JSON, but 'detail' is a text of its own. Leave one of them out."),
            mistake(
                    "a detail of something else",
                    ", detail: '{\"a\": \"{{a}}\"}'",
                    ".detail: the template asks for 'a'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', 'event' and 'table'."),
            mistake(
                    "a detail type without its end",
                    ", detail-type: '{{event'",
                    ".detail-type: the template has a '{{' without its '}}'."),
            mistake("no region", ", region: Frankfurt", ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            mistake(
                    "no address",
                    ", endpoint: 'localhost:4566'",
                    ".endpoint: 'localhost:4566' is not an address, such as http://127.0.0.1:4566."),
            mistake(
                    "another key",
                    ", event-bus: a",
                    ".event-bus: unknown key 'event-bus'. Known keys here: [bus, source, detail-type, detail, include, exclude, region, endpoint]."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  tried: { type: eventbridge%s }".formatted(settings))
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.tried" + mistake);
    }

    @Test
    void tellsWhichLibraryTheTypeNeeds() {
        Yaml.of("millrace.handlers.tried: { type: eventbridge }")
                .without(EventBridgeClient.class)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:1: millrace.handlers.tried.type: type 'eventbridge' needs the library "
                                + "software.amazon.awssdk:eventbridge, which is missing. Add it to the dependencies, "
                                + "or -Peventbridge to the build of the Lambda zip.");
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
