package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.event.EventWriter;
import io.millrace.testkit.DynamoDbLocal;
import io.millrace.testkit.History;
import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import io.millrace.testkit.MailServer;
import io.millrace.testkit.Records;
import io.millrace.testkit.S3Server;
import io.millrace.testkit.SearchServer;
import io.millrace.testkit.ServerProcess;
import io.millrace.testkit.SqsServer;
import io.millrace.testkit.Tables;
import io.millrace.testkit.WebhookServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Handlers without code in what is built, each with its real server: a Lambda zip with all client libraries on AWS's runtime
 * client, and the executable jar over HTTP.
 */
class ReadyMadeHandlersIntegrationTests {

    private static final String PROFILES = "-Ps3,sns,eventbridge,kinesis,ses,mustache,mail,aot";
    private static final List<DynamodbStreamRecord> CHANGES = History.random(11, 60, 8);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local");

    private static final SearchServer.Product SEARCH =
            Runtime.version().feature() < 21 ? SearchServer.Product.OPENSEARCH_2 : SearchServer.Product.OPENSEARCH_3;

    @TempDir
    private Path directory;

    private SqsServer sqs;
    private S3Server s3;
    private DynamoDbLocal database;
    private DynamoDbClient client;
    private MailServer mails;
    private WebhookServer receiver;
    private SearchServer search;
    private String queue;

    @BeforeEach
    void start() {
        sqs = SqsServer.start();
        queue = sqs.queue("changes");
        s3 = S3Server.start();
        s3.bucket("archive");
        database = DynamoDbLocal.start();
        client = database.client();
        Tables.create(client, "Copy", "id");
        Tables.create(client, "Kinds", "kind");
        mails = MailServer.start();
        receiver = WebhookServer.start();
        search = SearchServer.start(SEARCH);
    }

    @AfterEach
    void stop() {
        search.close();
        receiver.close();
        mails.close();
        client.close();
        database.close();
        s3.close();
        sqs.close();
    }

    /** After Spring's ahead-of-time processing: the zip is built before there is a handler in its configuration. */
    @EnabledOnOs(OS.LINUX)
    @Test
    void haveTheirEffectFromLambda() throws Exception {
        Path taskRoot = zip().unpackInto(directory);
        configure(taskRoot);
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=true");
        try (LambdaRuntime runtime = LambdaRuntime.start(taskRoot, environment)) {
            Invocation invocation = runtime.invoke(EventWriter.write(Records.event(CHANGES)));

            assertThat(invocation.body()).as(runtime::log).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(invocation.log()).contains("Table 'Things': INSERT " + History.number(CHANGES.get(0)));
        }
        assertEffects();
    }

    @Test
    void haveTheirEffectOverHttp() throws Exception {
        configure(directory);
        Path event = Files.write(directory.resolve("event.json"), EventWriter.write(Records.event(CHANGES)));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of("target", "millrace-%s-exec.jar".formatted(System.getProperty("millrace.version")))
                .toAbsolutePath()
                .toString();
        List<String> command = List.of(java, "-jar", jar, "--server.port=0");
        try (ServerProcess server = ServerProcess.start(directory, directory.resolve("output"), command, ENVIRONMENT)) {
            server.awaitOutput("what Lambda would answer");

            assertThat(server.post("millrace", event).body())
                    .as(server::output)
                    .isEqualTo("{\"batchItemFailures\":[]}");
        }
        assertEffects();
    }

    private static LambdaZip zip() throws IOException {
        Path target = Path.of("target", "ready-made");
        Clone clone = Clone.into(target);
        try (ServerProcess build = clone.maven(PROFILES, "-Dmaven.test.skip", "package", "-q")) {
            assertThat(build.awaitEnd()).as(build.output()).isZero();
        }
        return LambdaZip.in(target.resolve("target"));
    }

    private void configure(Path root) throws IOException {
        Path config = Files.createDirectories(root.resolve("config"));
        Files.writeString(config.resolve("mail.txt"), "{{event}} {{keys.id}}");
        Files.writeString(config.resolve("application.yml"), """
                millrace:
                  handlers:
                    note: { type: log }
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
                  tables:
                    things:
                      name: Things
                      keys: { partition: id }
                      routes:
                        all:
                          handlers: [note, to-queue, to-archive, to-copy, to-kinds, to-reader, to-receiver, to-index]
                """.formatted(
                        queue,
                        s3.endpoint(),
                        database.endpoint(),
                        database.endpoint(),
                        mails.endpoint().getHost(),
                        mails.endpoint().getPort(),
                        receiver.address(),
                        search.endpoint()));
    }

    private void assertEffects() throws IOException {
        int changes = CHANGES.size();
        int items = History.tableAfter(CHANGES).size();
        assertThat(sqs.take(queue)).hasSize(changes);
        assertThat(archived()).isEqualTo(changes);
        assertThat(client.scan(scan -> scan.tableName("Copy")).items()).hasSize(items);
        assertThat(client.scan(scan -> scan.tableName("Kinds")).items().stream()
                        .mapToInt(kind -> Integer.parseInt(kind.get("things").n()))
                        .sum())
                .isEqualTo(items);
        assertThat(mails.mails()).hasSize(changes);
        assertThat(receiver.requests("/changes")).hasSize(changes);
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
}
