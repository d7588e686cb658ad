package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.aws.AwsClients;
import io.millrace.aws.ClientSettings;
import io.millrace.change.Item;
import io.millrace.testkit.History;
import io.millrace.testkit.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A bucket of S3Proxy. With an object for each thousand changes the call is a small part of the work, so the bare client makes
 * the same objects: lines of JSON, gzipped.
 */
final class ArchiveCase implements ThroughputCase {

    private static final int BATCH = 1000;
    private static final JsonFactory JSON = new JsonFactory();

    private final S3Server s3 = S3Server.start();
    private final String bucket = s3.bucket("archive");
    private final S3Client client = new AwsClients(List::of)
            .client("bench", new ClientSettings("eu-central-1", s3.endpoint()), () -> S3Client.builder()
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
                    .forcePathStyle(true)
                    .serviceConfiguration(service -> service.chunkedEncodingEnabled(false)))
            .get();

    @Override
    public List<String> settings() {
        return List.of("type: archive", "bucket: " + bucket, "endpoint: " + s3.endpoint());
    }

    @Override
    public Runnable bare(List<DynamodbStreamRecord> records) {
        return () -> {
            for (int from = 0; from < records.size(); from += BATCH) {
                write(records.subList(from, Math.min(records.size(), from + BATCH)));
            }
        };
    }

    private void write(List<DynamodbStreamRecord> batch) {
        String key = "table=Things/date=2026-11-21/hour=10/%s-%s.json.gz"
                .formatted(History.number(batch.get(0)), History.number(batch.get(batch.size() - 1)));
        byte[] content = gzipped(batch);
        client.putObject(
                put -> put.bucket(bucket).key(key).ifNoneMatch("*").contentType("application/x-ndjson"),
                RequestBody.fromBytes(content));
    }

    private static byte[] gzipped(List<DynamodbStreamRecord> batch) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (GZIPOutputStream lines = new GZIPOutputStream(content)) {
            for (DynamodbStreamRecord record : batch) {
                lines.write(line(record));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }

    private static byte[] line(DynamodbStreamRecord record) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("event_id", record.getEventID());
            json.writeStringProperty("event_name", record.getEventName());
            json.writeStringProperty("sequence_number", History.number(record));
            json.writeStringProperty(
                    "created_at",
                    record.getDynamodb()
                            .getApproximateCreationDateTime()
                            .toInstant()
                            .toString());
            json.writeBooleanProperty("expired", false);
            json.writeStringProperty("keys", text(record.getDynamodb().getKeys()));
            json.writeStringProperty("old_image", text(record.getDynamodb().getOldImage()));
            json.writeStringProperty("new_image", text(record.getDynamodb().getNewImage()));
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static @Nullable String text(@Nullable Map<String, AttributeValue> image) {
        return image == null ? null : Item.of(image).toJson();
    }

    @Override
    public void reset() {
        s3.client().listObjectsV2(list -> list.bucket(bucket)).contents().forEach(object -> s3.client()
                .deleteObject(delete -> delete.bucket(bucket).key(object.key())));
    }

    @Override
    public void close() {
        client.close();
        s3.close();
    }
}
