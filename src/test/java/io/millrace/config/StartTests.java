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
import org.springframework.core.env.Environment;

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
        "server.address,                    127.0.0.1",
        "spring.cloud.function.definition,  millrace",
        "spring.main.banner-mode,           off",
        "server.tomcat.max-swallow-size,    64MB",
        "logging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils, warn",
    })
    void setsDefaults(String key, String value) {
        try (ConfigurableApplicationContext context = start(configuration(ONE_TABLE))) {
            assertThat(context.getEnvironment().getProperty(key)).isEqualTo(value);
        }
    }

    @Test
    void letsAFileOverrideDefaults() {
        try (ConfigurableApplicationContext context = start(configuration(ONE_TABLE + "server.address: 0.0.0.0"))) {
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("0.0.0.0");
        }
    }

    @Test
    void letsTheApplicationOverrideDefaults() {
        SpringApplication application = application();
        application.setDefaultProperties(Map.of("server.address", "0.0.0.0"));

        try (ConfigurableApplicationContext context = run(application, configuration(ONE_TABLE))) {
            Environment environment = context.getEnvironment();
            assertThat(environment.getProperty("server.address")).isEqualTo("0.0.0.0");
            assertThat(environment.getProperty("spring.main.banner-mode")).isEqualTo("off");
        }
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
