package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class StoreMistakesTests {

    private static final String RIGHT =
            " A place for dead letters is sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>.";

    private static final List<Arguments> STORES = List.of(
            store(
                    "no place at all",
                    "dead-letter: ./letters",
                    ".dead-letter: './letters' is no place for dead letters." + RIGHT),
            store(
                    "queue without a URL",
                    "dead-letter: 'sqs:letters'",
                    ".dead-letter: 'sqs:letters' holds no queue URL." + RIGHT),
            store(
                    "bucket without a name",
                    "dead-letter: 's3:///x'",
                    ".dead-letter: 's3:///x' names no bucket." + RIGHT),
            store(
                    "no directory",
                    "dead-letter: 'file:'",
                    ".dead-letter: 'file:' names no directory. It looks like file:./dead-letters or "
                            + "file:/var/dead-letters."),
            store(
                    "overflow of what has no limit",
                    "{ dead-letter: 'file:a', dead-letter-overflow: 'file:b' }",
                    ".dead-letter-overflow: only a queue in millrace.dead-letter has a size limit."),
            store(
                    "a queue for what is too large for a queue",
                    "{ dead-letter: 'sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/a', "
                            + "dead-letter-overflow: 'sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/b' }",
                    ".dead-letter-overflow: a queue can't store what is too large for a queue; use "
                            + "s3://<bucket>/<prefix> or file:<directory>."),
            store(
                    "remembering for no time",
                    "idempotency: { ttl: 5s }",
                    ".idempotency.ttl: PT5S is less than a minute."),
            store(
                    "nowhere to put the dead letters of a table",
                    "tables.products.on-failure: dead-letter",
                    ".tables.products.on-failure: 'dead-letter' needs a place: set millrace.dead-letter to "
                            + "sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>."));

    @ParameterizedTest
    @FieldSource("STORES")
    void tellsOfAWrongStore(String text, String mistake) {
        Yaml.of("millrace:\n  " + text).assertMistakes("a mistake", mistake);
    }

    @Test
    void refusesOnLambdaWhatGoesWithTheExecutionEnvironment() {
        Yaml.of("""
                millrace:
                  dead-letter: "file:/tmp/dead-letters"
                  tables.products: { on-failure: dead-letter, routes.all: { handler: restock } }
                """)
                .with("AWS_LAMBDA_FUNCTION_NAME", "products")
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:2: millrace.dead-letter: 'file:/tmp/dead-letters' is a directory, and Lambda deletes files with the execution environment. Use sqs:<queue URL> or s3://<bucket>/<prefix> there.");
    }

    @Test
    void refusesOnLambdaADirectoryForWhatIsTooLargeForAQueue() {
        Yaml.of("""
                millrace:
                  dead-letter: sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/letters
                  dead-letter-overflow: file:large
                """)
                .with("AWS_LAMBDA_FUNCTION_NAME", "products")
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:3: millrace.dead-letter-overflow: 'file:large' is a directory, and Lambda deletes files with the execution environment. Use s3://<bucket>/<prefix> there.");
    }

    @Test
    void connectsNothingWhileItReads() {
        Yaml yaml = Yaml.of("""
                millrace:
                  dead-letter: sqs:https://sqs.eu-central-1.amazonaws.com/123456789012/letters
                  dead-letter-overflow: s3://letters/large
                  tables.products:
                    on-failure: dead-letter
                    routes.a: { handler: restock, idempotency: dynamodb, on-failure: skip }
                """);

        assertThatNoException().isThrownBy(yaml::read);
    }

    private static Arguments store(String name, String text, String mistake) {
        return arguments(named(name, text), "config/application.yml:2: millrace" + mistake);
    }
}
