package io.millrace.function.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Item;
import io.millrace.dispatch.DispatchListener;
import io.millrace.handler.ChangeHandler;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@ExtendWith(OutputCaptureExtension.class)
class FailuresOverHttpTests {

    private static final List<String> ENDED = Collections.synchronizedList(new ArrayList<>());

    private ConfigurableApplicationContext context;
    private FunctionClient client;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Failing {

        @Bean
        ChangeHandler<Item> first() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Item> second() {
            return change -> {
                if (change.newItem().number("v").intValue() == 13) {
                    throw new IllegalStateException("no such floor");
                }
            };
        }

        @Bean
        ChangeHandler<Item> gone() {
            return change -> {
                throw new IllegalStateException("gone");
            };
        }

        @Bean
        @Order(2)
        DispatchListener later() {
            return new Listener("later");
        }

        @Bean
        @Order(1)
        DispatchListener sooner() {
            return new Listener("sooner");
        }
    }

    private record Listener(String name) implements DispatchListener {

        @Override
        public void batchEnded(BatchEnded end) {
            ENDED.add(name + " " + end.batch().table());
        }
    }

    @BeforeEach
    void start() {
        ENDED.clear();
        context = SpringApplication.run(
                Failing.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.config.location=classpath:io/millrace/function/http/failures.yml");
        client = new FunctionClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void runsAllHandlersForAnotherItemWhoseEventRepeatsIdAndNumber() throws Exception {
        HttpResponse<String> failed = client.postJson("t", event("T", item("a", "b", "13")));
        HttpResponse<String> other = client.postJson("t", event("T", item("OTHER", "item", "5")));
        HttpResponse<String> mended = client.postJson("t", event("T", item("a", "b", "7")));

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(other.body())
                .isEqualTo(
                        "{\"table\":\"T\",\"records\":1,\"handled\":{\"one\":{\"first\":1},\"two\":{\"second\":1}},\"unmatched\":0}");
        assertThat(mended.body())
                .isEqualTo("{\"table\":\"T\",\"records\":1,\"handled\":{\"two\":{\"second\":1}},"
                        + "\"remembered\":{\"one\":{\"first\":1}},\"unmatched\":0}");
    }

    @Test
    void failsAnEventWhoseMappingTakesNoPartialAnswer(CapturedOutput output) throws Exception {
        HttpResponse<String> whole = client.postJson("millrace", event("Aaa", item("1")));
        HttpResponse<String> partial = client.postJson("millrace", event("Bbb", item("1")));
        HttpResponse<String> both = client.postJson("millrace", event("Bbb", item("1"), "Aaa", item("1")));

        assertThat(whole.statusCode()).isEqualTo(500);
        assertThat(whole.body())
                .contains(
                        "\"title\":\"The batch stopped\"",
                        "\"detail\":\"Table 'Aaa' stopped at sequence number 111 of a batch of 1: record 111 failed in route 'all', "
                                + "handler 'gone' (attempt 1): java.lang.IllegalStateException. The event fails as a whole, since "
                                + "millrace.tables.a.source.report-batch-item-failures is false\"");
        assertThat(partial.statusCode()).isEqualTo(200);
        assertThat(partial.body()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"111\"}]}");
        assertThat(both.statusCode()).isEqualTo(500);
        assertThat(output.getAll().split("IllegalStateException: gone\\R\\s+at "))
                .hasSize(5);
    }

    @Test
    void tellsAllListenersInTheirOrder() throws Exception {
        client.postJson("t", event("T", item("a", "b", "7")));
        client.postJson("millrace", event("Bbb", item("1")));

        assertThat(ENDED).containsExactly("sooner T", "later T", "sooner Bbb", "later Bbb");
    }

    /** Pairs of a table and the keys and image of a record; its ID and number are always the same. */
    private static String event(String... tablesAndItems) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < tablesAndItems.length; i += 2) {
            records.add("""
                    {"eventID": "1", "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
                     "awsRegion": "eu-central-1", "dynamodb": {"SequenceNumber": "111", "SizeBytes": 10, %s,
                     "StreamViewType": "NEW_AND_OLD_IMAGES"},
                     "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/%s/stream/2026-01-01T00:00:00.000"}
                    """.formatted(tablesAndItems[i + 1], tablesAndItems[i]));
        }
        return "{\"Records\": %s}".formatted(records);
    }

    private static String item(String partition, String sort, String number) {
        return """
                "Keys": {"PK": {"S": "%1$s"}, "SK": {"S": "%2$s"}},
                "NewImage": {"PK": {"S": "%1$s"}, "SK": {"S": "%2$s"}, "v": {"N": "%3$s"}}""".formatted(partition, sort, number);
    }

    private static String item(String id) {
        return "\"Keys\": {\"id\": {\"S\": \"%1$s\"}}, \"NewImage\": {\"id\": {\"S\": \"%1$s\"}}".formatted(id);
    }
}
