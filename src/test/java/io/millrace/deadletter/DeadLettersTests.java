package io.millrace.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTests {

    private final DeadLetters places = new DeadLetters(new AwsClients(List::of), wait -> {});

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    kafka:x       | 'kafka:x' is no place for dead letters.
                    ./letters     | './letters' is no place for dead letters.
                    s3:bucket     | 's3:bucket' names no bucket.
                    s3://UPPER/x  | 's3://UPPER/x' names no bucket.
                    sqs:my-queue  | 'sqs:my-queue' holds no queue URL.
                    """)
    void tellsWhatAnAddressLooksLike(String address, String problem) {
        assertThatThrownBy(() -> places.store("millrace.dead-letter", address, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem
                        + " A place for dead letters is sqs:<queue URL>, s3://<bucket>/<prefix> or file:<directory>.");
    }

    @Test
    void tellsOfADirectoryWithoutAName() {
        assertThatThrownBy(() -> places.store("millrace.dead-letter", "file:", Optional.empty()))
                .hasMessage("'file:' names no directory. It looks like file:./dead-letters or file:/var/dead-letters.");
    }

    /** No region and no credentials are looked for: that would take time, and may not be there yet. */
    @ParameterizedTest
    @ValueSource(strings = {"sqs:https://sqs.eu-central-1.amazonaws.com/1/q", "s3://bucket", "s3://bucket/a/b/"})
    void connectsToNothingBeforeItIsNeeded(String address) {
        assertThat(places.store("millrace.dead-letter", address, Optional.empty()))
                .isNotNull();
    }

    @Test
    void readsThePartsOfAnAddress() {
        assertThat(S3Place.of("s3://bucket")).isEqualTo(new S3Place("bucket", ""));
        assertThat(S3Place.of("s3://bucket/a/b")).isEqualTo(new S3Place("bucket", "a/b/"));
        assertThat(SqsPlace.of("sqs:https://sqs.eu-central-1.amazonaws.com/1/q")
                        .queue()
                        .client())
                .isEqualTo(new ClientSettings("eu-central-1", URI.create("https://sqs.eu-central-1.amazonaws.com/")));
        assertThat(SqsPlace.of("sqs:http://127.0.0.1:1/1/q").queue().client().region())
                .isNull();
    }
}
