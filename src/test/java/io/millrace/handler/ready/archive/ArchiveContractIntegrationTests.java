package io.millrace.handler.ready.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.HandlerContract;
import io.millrace.testkit.History;
import io.millrace.testkit.HttpFront.Answer;
import io.millrace.testkit.Records;
import io.millrace.testkit.S3Server;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A bucket: each change is in an object, and in the one of its hour. */
class ArchiveContractIntegrationTests extends HandlerContract {

    private static S3Server s3;

    private String bucket;

    @BeforeAll
    static void startServer() {
        s3 = S3Server.start();
    }

    @AfterAll
    static void stopServer() {
        s3.close();
    }

    @BeforeEach
    void makePlace() {
        bucket = s3.bucket("archive-" + UUID.randomUUID());
    }

    /** Over many hours, or there would be one call. */
    @Override
    protected List<DynamodbStreamRecord> history(long seed, int records, int items) {
        return History.random(seed, records, items, Duration.ofMinutes(10));
    }

    @Override
    protected URI server() {
        return s3.endpoint();
    }

    @Override
    protected List<String> settings(URI endpoint) {
        return List.of("type: archive", "bucket: " + bucket, "prefix: changes", "endpoint: " + endpoint);
    }

    @Override
    protected Answer throttling() {
        return new Answer(
                503,
                "application/xml",
                "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>");
    }

    @Override
    protected DynamodbStreamRecord poison(String sequenceNumber) {
        return Records.insert()
                .table(History.TABLE)
                .sequenceNumber(sequenceNumber)
                .createdAt(Instant.parse("2026-11-21T13:20:00Z"))
                .key("id", Attributes.s("poison"))
                .after("amount", Attributes.n("many"))
                .build();
    }

    @Override
    protected void assertEffectOf(List<DynamodbStreamRecord> history) {
        Archived archived = new Archived(s3, bucket);
        assertThat(new TreeSet<>(archived.numbers()))
                .containsExactlyElementsOf(history.stream().map(History::number).toList());
        assertThat(archived.keys()).allSatisfy(key -> assertThat(archived.lines(key))
                .extracting(line -> line.path("created_at").stringValue())
                .allMatch(time ->
                        key.contains("date=%s/hour=%s/".formatted(time.substring(0, 10), time.substring(11, 13)))));
    }
}
