package io.millrace.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.aws.AwsClientCustomizer;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.function.EntryFunction;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.ImageHandler;
import io.millrace.handler.RecordHandler;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.LocalCredentials;
import io.millrace.testkit.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** From beans of an application to what servers see of its calls. */
@ExtendWith(LocalCredentials.class)
class AwsClientCustomizerTests {

    private static final List<String> HANDLERS =
            List.of("aggregate", "archive", "eventbridge", "kinesis", "mail", "replicate", "sns", "sqs");

    /** What each call has in its headers {@code x-used-by} and {@code x-order}. */
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private static final Queue<String> AGENTS = new ConcurrentLinkedQueue<>();
    private static HttpServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", AwsClientCustomizerTests::refuse);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            SEEN.add(exchange.getRequestHeaders().getFirst("x-used-by") + " "
                    + exchange.getRequestHeaders().getFirst("x-order"));
            AGENTS.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            byte[] answer =
                    "{\"__type\": \"com.amazonaws.sqs#BatchRequestTooLong\", \"message\": \"no\"}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    static class Customizers {

        @Bean
        @Order(2)
        AwsClientCustomizer second() {
            return (name, builder) -> {
                builder.endpointOverride(endpoint());
                builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new Header("x-order", "12"))
                        .build());
            };
        }

        @Bean
        @Order(1)
        AwsClientCustomizer first() {
            return (name, builder) -> builder.overrideConfiguration(
                    override -> override.addExecutionInterceptor(new Header("x-used-by", name))
                            .addExecutionInterceptor(new Header("x-order", "1")));
        }

        @Bean
        ImageHandler broken() {
            return (before, after, table) -> {
                throw new IllegalStateException("broken");
            };
        }
    }

    private record Header(String name, String value) implements ExecutionInterceptor {

        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().putHeader(name, value).build();
        }
    }

    @Test
    void customizesTheClientOfEachHandler() throws Exception {
        try (ConfigurableApplicationContext context = start(Customizers.class)) {
            for (String name : HANDLERS) {
                handle(context.getBean(name, Handler.class));
            }
        }

        assertThat(seen()).isEqualTo(HANDLERS.stream().map(name -> name + " 12").collect(Collectors.toSet()));
        assertThat(AGENTS).allSatisfy(agent -> assertThat(agent).contains("millrace"));
    }

    @Test
    void customizesTheClientsOfDeadLettersAndOfIdempotency() throws Exception {
        try (ConfigurableApplicationContext context = start(Customizers.class)) {
            EntryFunction entry = context.getBean(EntryFunction.class);
            entry.apply(Records.event(List.of(record("letters"))));
            entry.apply(Records.event(List.of(record("claims"))));
        }

        assertThat(seen())
                .containsExactlyInAnyOrder(
                        "millrace.dead-letter 12", "millrace.dead-letter-overflow 12", "millrace.idempotency 12");
    }

    private ConfigurableApplicationContext start(Class<?> source) {
        SEEN.clear();
        AGENTS.clear();
        return SmallApplication.start(
                SmallApplication.configuration(directory, """
                millrace:
                  dead-letter: sqs:http://127.0.0.1:1/123456789012/letters
                  dead-letter-overflow: s3://letters
                  handlers:
                    aggregate: { type: aggregate, table: Totals, key: { PK: "{{keys.id}}" }, count: things, region: eu-west-1 }
                    archive: { type: archive, bucket: audit }
                    eventbridge: { type: eventbridge }
                    kinesis: { type: kinesis, stream: things }
                    mail:
                      type: mail
                      transport: ses
                      from: books@example.com
                      to: ada@example.com
                      subject: Books
                      text: src/test/resources/io/millrace/handler/ready/mail/thing.txt
                    replicate: { type: replicate, table: Copies }
                    sns: { type: sns, topic-arn: "arn:aws:sns:eu-west-1:123456789012:things" }
                    sqs: { type: sqs, queue-url: "https://sqs.eu-west-1.amazonaws.com/123456789012/things" }
                  tables:
                    things:
                      keys: { partition: id }
                      routes:
                        all: { handlers: [%s] }
                    letters:
                      keys: { partition: id }
                      routes:
                        all: { handler: broken, on-failure: dead-letter, retry: { max-attempts: 1 } }
                    claims:
                      keys: { partition: id }
                      routes:
                        all: { handler: restock, idempotency: dynamodb }
                """.formatted(String.join(", ", HANDLERS))), source);
    }

    private static void handle(Handler handler) throws Exception {
        Change<Item> change = Change.of(record("things"), "things");
        if (handler instanceof BatchHandler batch) {
            try {
                assertThat(batch.handle(List.of(change))).hasSize(1);
            } catch (RuntimeException e) {
                assertThat(e).isNotNull();
            }
        } else {
            assertThatThrownBy(() -> ((RecordHandler) handler).handle(change)).isNotNull();
        }
    }

    private static DynamodbStreamRecord record(String table) {
        return Records.insert()
                .table(table)
                .key("id", Attributes.s("1"))
                .after("name", Attributes.s("Rex"))
                .build();
    }

    private static Set<String> seen() {
        return Set.copyOf(SEEN);
    }

    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
