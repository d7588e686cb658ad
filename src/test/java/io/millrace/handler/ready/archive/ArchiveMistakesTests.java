package io.millrace.handler.ready.archive;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Wrong settings of the type {@code archive}. */
class ArchiveMistakesTests {

    private static final List<Arguments> MISTAKES = List.of(
            mistake("no bucket", "type: archive", ".bucket: type 'archive' needs the name of a bucket."),
            mistake(
                    "an address",
                    "type: archive, bucket: 's3://audit'",
                    ".bucket: 's3://audit' is not the name of a bucket, such as audit-changes."),
            mistake(
                    "a slash first",
                    "type: archive, bucket: audit, prefix: /changes",
                    ".prefix: '/changes' begins with a slash, which keys don't. Write it as in changes/."),
            mistake(
                    "no Region",
                    "type: archive, bucket: audit, region: Frankfurt",
                    ".region: 'Frankfurt' is not a Region, such as eu-central-1."),
            mistake(
                    "no address",
                    "type: archive, bucket: audit, endpoint: 'localhost:9000'",
                    ".endpoint: 'localhost:9000' is not an address, such as http://127.0.0.1:4566."),
            mistake(
                    "another key",
                    "type: archive, bucket: audit, folder: changes",
                    ".folder: unknown key 'folder'. Known keys here: [bucket, prefix, include, exclude, region, endpoint]."));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void tellsWhatIsWrong(String settings, String mistake) {
        Yaml.of("millrace.handlers:\n  audit2: { %s }".formatted(settings))
                .assertMistakes("a mistake", "config/application.yml:2: millrace.handlers.audit2" + mistake);
    }

    @Test
    void tellsWhichLibraryItNeeds() {
        Yaml.of("millrace.handlers.audit2: { type: archive, bucket: audit }")
                .without(S3Client.class)
                .assertMistakes(
                        "a mistake",
                        "config/application.yml:1: millrace.handlers.audit2.type: type 'archive' needs the library "
                                + "software.amazon.awssdk:s3, which is missing. Add it to the dependencies, "
                                + "or -Ps3 to the build of the Lambda zip.");
    }

    @Test
    void takesAllOfItsSettings() {
        assertThatCode(() -> Yaml.of("""
                        millrace.handlers.audit2:
                          type: archive
                          bucket: audit-changes
                          prefix: millrace/changes
                          include: [price]
                          exclude: [secret]
                          region: eu-central-1
                          endpoint: http://127.0.0.1:9000
                        """).read()).doesNotThrowAnyException();
    }

    private static Arguments mistake(String name, String settings, String text) {
        return arguments(named(name, settings), text);
    }
}
