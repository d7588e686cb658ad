package io.millrace.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Invocation;
import io.millrace.testkit.LambdaRuntime;
import io.millrace.testkit.LambdaZip;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

@EnabledOnOs(OS.LINUX)
class LambdaIntegrationTests {

    private static final List<EventFile> FILES = EventFiles.all();
    private static final byte[] SQS_EVENT = """
            {"Records": [{"messageId": "1", "eventSource": "aws:sqs", "body": "a-body-that-stays-out-of-the-log"}]}""".getBytes(UTF_8);
    private static final byte[] BROKEN_EVENT = """
            {"Records": [{"eventName": "INSERT", "dynamodb": {"Keys": {"id": {"S": "a-key-that-stays-out-of-the-log"}},
             "NewImage": {"id": 7}}}]}""".getBytes(UTF_8);
    private static final String NOT_DYNAMODB =
            "This is not a DynamoDB stream event but an SQS event: check the function's event source mapping.";

    @TempDir
    private static Path taskRoot;

    private static LambdaRuntime entry;

    @BeforeAll
    static void start() {
        LambdaZip.ofThisBuild().unpackInto(taskRoot);
        entry = LambdaRuntime.start(taskRoot, Map.of());
    }

    @AfterAll
    static void stop() {
        entry.close();
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void answersWithThePartialBatchResponse(EventFile file) {
        Invocation invocation = entry.invoke(file.bytes());

        assertThat(invocation.succeeded()).isTrue();
        assertThat(invocation.body()).isEqualTo(file.response());
        file.assertLog(invocation.log());
    }

    @Test
    void failsForWhatIsNoDynamoDbEvent() {
        Invocation invocation = entry.invoke(SQS_EVENT);

        assertThat(invocation.succeeded()).isFalse();
        assertThat(error(invocation)).isEqualTo(NOT_DYNAMODB);
    }

    @Test
    void logsNoPayload() {
        entry.invoke(EventFiles.named("pettracker-insert.json").bytes());
        entry.invoke(SQS_EVENT);
        Invocation broken = entry.invoke(BROKEN_EVENT);

        assertThat(error(broken))
                .isEqualTo("This is not a DynamoDB stream event: /Records/0/dynamodb/NewImage/id is not an attribute "
                        + "value like {\"S\": \"…\"}.");
        assertThat(entry.log())
                .contains("Welcome Buddy to PetTracker!")
                .doesNotContain("Alex", "a-body-that-stays-out-of-the-log", "a-key-that-stays-out-of-the-log");
    }

    @Test
    void answersThatNothingFailedAsATableFunction() {
        try (LambdaRuntime products = startWith("products")) {
            EventFile file = EventFiles.named("products-insert.json");
            Invocation invocation = products.invoke(file.bytes());

            assertThat(invocation.succeeded()).isTrue();
            assertThat(invocation.body()).isEqualTo(EventFile.NO_FAILURES);
            file.assertLog(invocation.log());
            assertThat(products.log())
                    .containsOnlyOnce(
                            "spring.cloud.function.definition is 'products': a failure retries the whole batch. Partial batch responses need the function 'millrace'.");
            assertThat(error(products.invoke(SQS_EVENT))).isEqualTo(NOT_DYNAMODB);
        }
    }

    @Test
    void failsTheInvocationOfATableFunctionWhoseBatchStopped() {
        try (LambdaRuntime orders = startWith("orders")) {
            EventFile file = EventFiles.named("orders-insert-without-email.json");
            Invocation invocation = orders.invoke(file.bytes());

            assertThat(invocation.succeeded()).isFalse();
            assertThat(error(invocation))
                    .isEqualTo("Table 'Orders' stopped at sequence number 3333000000000000000077005 of a batch of 3: "
                            + "record 3333000000000000000077005 failed in route 'confirm', handler 'orderConfirmation' "
                            + "(attempt 1): io.millrace.handler.UnreadableImageException");
            file.assertLog(invocation.log());
        }
    }

    @Test
    void refusesRecordsOfAnotherTable() {
        try (LambdaRuntime products = startWith("products")) {
            Invocation invocation =
                    products.invoke(EventFiles.named("orders-insert.json").bytes());

            assertThat(error(invocation))
                    .isEqualTo("The event has a record of table 'Orders', but function 'products' is for table "
                            + "'Products'. Function 'millrace' takes records of all tables.");
        }
    }

    @Test
    void stopsTheStartWithAWrongDefinition() {
        try (LambdaRuntime wrong = startWith("prodcts")) {
            assertThat(wrong.initError())
                    .contains("{\"errorMessage\":\"spring.cloud.function.definition is 'prodcts', but 'prodcts' is no "
                            + "function. Known functions: [books, game-events, millrace, orders, pettracker, products].\","
                            + "\"errorType\":\"io.millrace.config.InvalidConfigurationException\"}");
        }
    }

    private static LambdaRuntime startWith(String definition) {
        return LambdaRuntime.start(taskRoot, Map.of("SPRING_CLOUD_FUNCTION_DEFINITION", definition));
    }

    private static String error(Invocation invocation) {
        return JsonMapper.shared()
                .readTree(invocation.body())
                .path("errorMessage")
                .asString();
    }
}
