package io.millrace.config;

import static io.millrace.config.SmallApplication.ONE_TABLE;
import static io.millrace.config.SmallApplication.application;
import static io.millrace.config.SmallApplication.run;
import static io.millrace.config.SmallApplication.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.function.EntryFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

    @TempDir
    private Path directory;

    @Test
    void startsWithTheUsersOwnDefinition() {
        Path file = configuration(ONE_TABLE + "spring.cloud.function.definition: length");

        try (ConfigurableApplicationContext context = start(file)) {
            assertThat(context.isActive()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "spring.cloud.function.definition,  millrace",
        "logging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils, warn",
    })
    void setsDefaults(String key, String value) {
        try (ConfigurableApplicationContext context = start(configuration(ONE_TABLE))) {
            assertThat(context.getEnvironment().getProperty(key)).isEqualTo(value);
        }
    }

    @Test
    void letsAFileOverrideDefaults() {
        Path file = configuration(ONE_TABLE + "spring.cloud.function.definition: products");

        try (ConfigurableApplicationContext context = start(file)) {
            assertThat(definition(context)).isEqualTo("products");
        }
    }

    @Test
    void letsTheApplicationOverrideDefaults() {
        SpringApplication application = application();
        application.setDefaultProperties(Map.of("spring.cloud.function.definition", "products"));

        try (ConfigurableApplicationContext context = run(application, configuration(ONE_TABLE))) {
            assertThat(definition(context)).isEqualTo("products");
        }
    }

    private static String definition(ConfigurableApplicationContext context) {
        return context.getEnvironment().getProperty("spring.cloud.function.definition");
    }

    @Test
    void passesOverRecordsOfUnknownTablesWhenToldTo() {
        try (ConfigurableApplicationContext context = start(configuration("millrace.unknown-table: ignore"))) {
            EntryFunction entry = context.getBean(EntryFunction.class);

            assertThat(entry.apply(eventOfTable("Carts")).getBatchItemFailures())
                    .isEmpty();
        }
    }

    @Test
    void refusesRecordsOfUnknownTablesOtherwise() {
        try (ConfigurableApplicationContext context = start(configuration(ONE_TABLE))) {
            EntryFunction entry = context.getBean(EntryFunction.class);

            assertThatException()
                    .isThrownBy(() -> entry.apply(eventOfTable("Carts")))
                    .withMessage("The event has a record of table 'Carts', which is not under millrace.tables. Known "
                            + "tables: [products]. Add the table, or set millrace.unknown-table to 'ignore'.");
        }
    }

    @Test
    void warnsWhenThereAreNoTables(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(configuration("other: true"))) {
            assertThat(context.isActive()).isTrue();
            assertThat(output)
                    .contains("No tables are configured under millrace.tables, so there is nothing to handle.");
        }
    }

    private static DynamodbEvent eventOfTable(String table) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventSourceARN("arn:aws:dynamodb:us-east-1:123456789012:table/%s/stream/2026".formatted(table));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return event;
    }

    private Path configuration(String text) {
        return SmallApplication.configuration(directory, text);
    }
}
