package io.millrace.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMistakesTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "source.batch-size: 10001 | .source.batch-size: 10001 is not within Lambda's limits, 1 to 10000.",
                "source.batch-window: 301s | .source.batch-window: 301 is not within Lambda's limits, 0 to 300.",
                "source.batch-window: 5 | .source.batch-window: 5 ms is not a whole number of seconds, the unit of Lambda. Write it as 5s; a number without a unit is in milliseconds.",
                "source.maximum-record-age: PT90.5S | .source.maximum-record-age: 90500 ms is not a whole number of seconds, the unit of Lambda. Write it as 5s; a number without a unit is in milliseconds.",
                "source.parallelization-factor: 11 | .source.parallelization-factor: 11 is not within Lambda's limits, 1 to 10.",
                "source.maximum-retry-attempts: -2 | .source.maximum-retry-attempts: -2 is not within Lambda's limits, -1 to 10000.",
                "source.maximum-record-age: 59s | .source.maximum-record-age: 59 is not within Lambda's limits, 60 to 604800.",
                "source.starting-position: newest | .source.starting-position: 'newest' is none of [trim-horizon, latest].",
                "source.on-failure: https://x | .source.on-failure: 'https://x' is not the ARN of an SQS queue, an SNS topic or an S3 bucket.",
                "view-type: ALL | .view-type: 'ALL' is none of [NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY].",
                "keys: { partition: id, partition-type: X } | .keys.partition-type: 'X' is none of [S, N, B]. Did you mean 'S'?",
            })
    void tellsOfWhatLambdaDoesNotTake(String line, String mistake) {
        Yaml.of("millrace.tables.products:\n  " + line)
                .assertMistakes("a mistake", "config/application.yml:2: millrace.tables.products" + mistake);
    }

    @ParameterizedTest
    @CsvSource({"N", "B"})
    void tellsOfAPrefixForAKeyThatHasNone(String type) {
        Yaml.of("""
                        millrace.tables.products:
                          keys: { partition: id, partition-type: %s }
                          routes.a: { partition-key: 'PET#*', handler: restock }
                        """.formatted(type))
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:3: millrace.tables.products.routes.a.partition-key: a prefix is for keys "
                                + "of type S, and this one is of type %s.".formatted(type));
    }
}
