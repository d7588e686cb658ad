package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.testkit.DynamoDbServer;
import io.millrace.testkit.History;
import io.millrace.testkit.MailServer;
import io.millrace.testkit.S3Server;
import io.millrace.testkit.SearchServer;
import io.millrace.testkit.SqsServer;
import io.millrace.testkit.Tables;
import io.millrace.testkit.WebhookServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Servers that need nothing but Java: a queue, a bucket, tables, a mail server, a receiver of webhooks and a search engine. */
final class JavaTargets implements Targets {

    private static final SearchServer.Product SEARCH =
            Runtime.version().feature() < 21 ? SearchServer.Product.OPENSEARCH_2 : SearchServer.Product.OPENSEARCH_3;

    private final SqsServer sqs = SqsServer.start();
    private final String queue = sqs.queue("changes");
    private final S3Server s3 = S3Server.start();
    private final DynamoDbServer database = DynamoDbServer.start();
    private final DynamoDbClient client = database.client();
    private final MailServer mails = MailServer.start();
    private final WebhookServer receiver = WebhookServer.start();
    private final SearchServer search = SearchServer.quick(SEARCH);

    JavaTargets() {
        s3.bucket("archive");
        Tables.create(client, "Copy", "id");
        Tables.create(client, "Kinds", "kind");
    }

    @Override
    public String handlers() {
        return """
                to-queue: { type: sqs, queue-url: "%s" }
                to-archive: { type: archive, bucket: archive, endpoint: "%s" }
                to-copy: { type: replicate, table: Copy, endpoint: "%s" }
                to-kinds:
                  type: aggregate
                  table: Kinds
                  endpoint: "%s"
                  key: { kind: "{{new.kind}}" }
                  count: things
                to-reader:
                  type: mail
                  transport: smtp
                  smtp: { host: "%s", port: %d, encryption: none }
                  from: changes@example.com
                  to: reader@example.com
                  subject: "{{event}} {{keys.id}}"
                  text: config/mail.txt
                to-receiver: { type: http, url: "%s/changes" }
                to-index: { type: search, endpoint: "%s", index: things }
                """.formatted(
                        queue,
                        s3.endpoint(),
                        database.endpoint(),
                        database.endpoint(),
                        mails.endpoint().getHost(),
                        mails.endpoint().getPort(),
                        receiver.address(),
                        search.endpoint());
    }

    @Override
    public String profiles() {
        return "s3,mustache,mail,aot";
    }

    @Override
    public void assertEffectOf(List<DynamodbStreamRecord> changes) throws IOException {
        int items = History.tableAfter(changes).size();
        assertThat(sqs.take(queue)).hasSize(changes.size());
        assertThat(archived()).isEqualTo(changes.size());
        assertThat(client.scan(scan -> scan.tableName("Copy")).items()).hasSize(items);
        assertThat(client.scan(scan -> scan.tableName("Kinds")).items().stream()
                        .mapToInt(kind -> Integer.parseInt(kind.get("things").n()))
                        .sum())
                .isEqualTo(items);
        assertThat(mails.mails()).hasSize(changes.size());
        assertThat(receiver.requests("/changes")).hasSize(changes.size());
        assertThat(search.documents("things")).hasSize(items);
    }

    private int archived() throws IOException {
        int lines = 0;
        for (S3Object object : s3.client()
                .listObjectsV2(list -> list.bucket("archive").prefix("table=Things/date=2026-11-21/hour=10/"))
                .contents()) {
            byte[] bytes = s3.client()
                    .getObjectAsBytes(get -> get.bucket("archive").key(object.key()))
                    .asByteArray();
            try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                lines += (int) new String(text.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .count();
            }
        }
        return lines;
    }

    @Override
    public void close() {
        search.close();
        receiver.close();
        mails.close();
        client.close();
        database.close();
        s3.close();
        sqs.close();
    }
}
