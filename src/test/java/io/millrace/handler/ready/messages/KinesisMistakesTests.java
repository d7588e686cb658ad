package io.millrace.handler.ready.messages;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Mistakes in handlers of the type {@code kinesis}. */
class KinesisMistakesTests {

    private static final List<Arguments> MISTAKES = List.of(
            mistake("no stream", "", ".stream: type 'kinesis' needs the name or the ARN of a stream."),
            mistake(
                    "a stream with a blank",
                    ", stream: my stream",
                    ".stream: 'my stream' is neither the name of a stream nor its ARN, such as arn:aws:kinesis:eu-central-1:123456789012:stream/changes."),
            mistake(
                    "a table's stream",
                    ", stream: 'arn:aws:dynamodb:eu-west-1:123456789012:table/a/stream/b'",
                    ".stream: 'arn:aws:dynamodb:eu-west-1:123456789012:table/a/stream/b' is neither the name of a stream nor its ARN, such as arn:aws:kinesis:eu-central-1:123456789012:stream/changes."),
            mistake(
                    "a consumer's ARN",
                    ", stream: 'arn:aws:kinesis:eu-west-1:123456789012:stream/a/consumer/b:1'",
                    ".stream: 'arn:aws:kinesis:eu-west-1:123456789012:stream/a/consumer/b:1' is neither the name of a stream nor its ARN, such as arn:aws:kinesis:eu-central-1:123456789012:stream/changes."),
            mistake(
                    "a message and what is about JSON",
                    ", stream: a, message: hello, include: [name]",
                    ".include: it is about the change as JSON, but 'message' is a text of its own. Leave one of them out."),
            mistake(
                    "a partition key of something else",
                    ", stream: a, partition-key: '{{id}}'",
                    ".partition-key: the template asks for 'id'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', 'event' and 'table'."),
            mistake(
                    "no region",
                    ", stream: a, region: Frankfurt",
                    ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            mistake(
                    "no address",
                    ", stream: a, endpoint: 'localhost:4566'",
                    ".endpoint: 'localhost:4566' is not an address, such as http://127.0.0.1:4566."),
            mistake(
                    "another key",
                    ", stream: a, key: a",
                    ".key: unknown key 'key'. Known keys here: [stream, message, include, exclude, partition-key, region, endpoint]."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  tried: { type: kinesis%s }".formatted(settings))
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.tried" + mistake);
    }

    @Test
    void tellsWhichLibraryTheTypeNeeds() {
        Yaml.of("millrace.handlers.tried: { type: kinesis }")
                .without(KinesisClient.class)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:1: millrace.handlers.tried.type: type 'kinesis' needs the library "
                                + "software.amazon.awssdk:kinesis, which is missing. Add it to the dependencies, "
                                + "or -Pkinesis to the build of the Lambda zip.");
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
