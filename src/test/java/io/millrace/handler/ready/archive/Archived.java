package io.millrace.handler.ready.archive;

import io.millrace.testkit.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in a bucket. */
record Archived(S3Server s3, String bucket) {

    /** In a bucket of the test's own. */
    static Archived of(S3Server s3, TestInfo test) {
        return new Archived(
                s3,
                s3.bucket("test-" + Integer.toHexString(test.getDisplayName().hashCode())));
    }

    /** The keys, sorted as S3 lists them. */
    List<String> keys() {
        return s3.client().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** The lines of an object. */
    List<JsonNode> lines(String key) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(key)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sequence numbers in an object. */
    List<String> numbers(String key) {
        return lines(key).stream()
                .map(line -> line.path("sequence_number").stringValue())
                .toList();
    }

    /** The sequence numbers in all objects. */
    List<String> numbers() {
        return keys().stream().flatMap(key -> numbers(key).stream()).toList();
    }

    /** Copies the objects into a directory, keys as paths. */
    void copyTo(Path directory) throws IOException {
        for (String key : keys()) {
            Path file = directory.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes(key));
        }
    }

    private byte[] bytes(String key) {
        return s3.client().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    }
}
