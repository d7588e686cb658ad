package io.millrace.handler.ready.messages;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.sns.SnsClient;

/** Mistakes in handlers of the type {@code sns}. */
class SnsMistakesTests {

    private static final List<Arguments> MISTAKES = List.of(
            mistake("no topic", "", ".topic-arn: type 'sns' needs the ARN of a topic."),
            mistake(
                    "a name",
                    ", topic-arn: pets",
                    ".topic-arn: 'pets' is not the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:changes."),
            mistake(
                    "a queue's ARN",
                    ", topic-arn: 'arn:aws:sqs:eu-west-1:123456789012:pets'",
                    ".topic-arn: 'arn:aws:sqs:eu-west-1:123456789012:pets' is not the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:changes."),
            mistake(
                    "a subscription's ARN",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets:12-34'",
                    ".topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets:12-34' is not the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:changes."),
            mistake(
                    "an account too short",
                    ", topic-arn: 'arn:aws:sns:eu-west-1:1:pets'",
                    ".topic-arn: 'arn:aws:sns:eu-west-1:1:pets' is not the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:changes."),
            mistake(
                    "a message and what is about JSON",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', message: hello, exclude: [name]",
                    ".exclude: it is about the change as JSON, but 'message' is a text of its own. Leave one of them out."),
            mistake(
                    "a message of something else",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', message: '{{nwe.name}}'",
                    ".message: the template asks for 'nwe.name'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', 'event' and 'table'."),
            mistake(
                    "a subject without its end",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', subject: '{{new.name'",
                    ".subject: the template has a '{{' without its '}}'."),
            mistake(
                    "an attribute of something else",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', attributes: { userId: '{{user}}' }",
                    ".attributes.userid: the template asks for 'user'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', 'event' and 'table'."),
            mistake(
                    "an attribute of AWS",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', attributes: { '[AWS.kind]': a }",
                    ".attributes[AWS.kind]: 'AWS.kind' is not the name of an attribute. A name has letters, digits, '_', '-' and single dots inside, and does not begin with 'AWS.' or 'Amazon.'."),
            mistake(
                    "an attribute with a blank",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', attributes: { '[user id]': a }",
                    ".attributes[user id]: 'user id' is not the name of an attribute. A name has letters, digits, '_', '-' and single dots inside, and does not begin with 'AWS.' or 'Amazon.'."),
            mistake(
                    "too many attributes",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', attributes: { a: a, b: b, c: c, d: d, e: e, f: f, g: g, h: h, i: i }",
                    ".attributes: there are 11 attributes with 'table' and 'event'. A message has at most 10."),
            mistake(
                    "no region",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', region: Frankfurt",
                    ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            mistake(
                    "no address",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', endpoint: 'localhost:4566'",
                    ".endpoint: 'localhost:4566' is not an address, such as http://127.0.0.1:4566."),
            mistake(
                    "another key",
                    ", topic-arn: 'arn:aws:sns:eu-central-1:123456789012:pets', topic: pets",
                    ".topic: unknown key 'topic'. Did you mean 'topic-arn'? Known keys here: [topic-arn, message, include, exclude, subject, attributes, region, endpoint]."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  tried: { type: sns%s }".formatted(settings))
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.tried" + mistake);
    }

    @Test
    void tellsWhichLibraryTheTypeNeeds() {
        Yaml.of("millrace.handlers.tried: { type: sns }")
                .without(SnsClient.class)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:1: millrace.handlers.tried.type: type 'sns' needs the library "
                                + "software.amazon.awssdk:sns, which is missing. Add it to the dependencies, "
                                + "or -Psns to the build of the Lambda zip.");
    }

    @Test
    void takesAllThatIsRight() {
        Yaml.of("""
                millrace.handlers.tried:
                  type: sns
                  topic-arn: arn:aws-us-gov:sns:us-gov-west-1:123456789012:pets.fifo
                  message: "Welcome {{new.name}} to PetTracker!"
                  subject: "{{event}}: {{new.name ?: a pet}}"
                  attributes:
                    userId: "{{new.userId}}"
                    event_type: NEW_PET
                    "[pet.kind]": "{{new.kind}}"
                """).read();
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
